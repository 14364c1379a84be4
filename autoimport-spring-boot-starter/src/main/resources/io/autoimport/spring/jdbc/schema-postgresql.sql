CREATE TABLE IF NOT EXISTS auto_import_worker (
  instance_id text PRIMARY KEY,
  region text NOT NULL,
  account_id text,
  source text NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  instance_type text NOT NULL,
  private_ip text,
  public_ip text,
  launched_at timestamptz,
  tags text NOT NULL,
  image_id text NOT NULL,
  image_name text,
  image_description text,
  image_owner_id text,
  image_owner_alias text,
  image_created_at timestamptz,
  created_by text NOT NULL,
  run_id text NOT NULL,
  imported_at timestamptz NOT NULL,
  managed boolean DEFAULT false NOT NULL,
  misses integer DEFAULT 0 NOT NULL,
  missing_since timestamptz,
  version bigint DEFAULT 0 NOT NULL
);

CREATE INDEX IF NOT EXISTS auto_import_worker_by_source ON auto_import_worker (source, region, instance_id);

CREATE TABLE IF NOT EXISTS auto_import_worker (
  instance_id text PRIMARY KEY,
  region text NOT NULL,
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
  image_created_at timestamptz,
  created_by text NOT NULL,
  imported_at timestamptz NOT NULL
);

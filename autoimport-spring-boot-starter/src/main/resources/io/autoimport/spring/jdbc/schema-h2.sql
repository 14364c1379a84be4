CREATE TABLE IF NOT EXISTS auto_import_worker (
  instance_id varchar PRIMARY KEY,
  region varchar NOT NULL,
  account_id varchar,
  source varchar NOT NULL,
  name varchar NOT NULL,
  state varchar NOT NULL,
  instance_type varchar NOT NULL,
  private_ip varchar,
  public_ip varchar,
  launched_at timestamp with time zone,
  tags varchar NOT NULL,
  image_id varchar NOT NULL,
  image_name varchar,
  image_description varchar,
  image_owner_id varchar,
  image_owner_alias varchar,
  image_created_at timestamp with time zone,
  created_by varchar NOT NULL,
  run_id varchar NOT NULL,
  imported_at timestamp with time zone NOT NULL,
  managed boolean DEFAULT false NOT NULL,
  misses integer DEFAULT 0 NOT NULL,
  missing_since timestamp with time zone,
  version bigint DEFAULT 0 NOT NULL
);

CREATE INDEX IF NOT EXISTS auto_import_worker_by_source ON auto_import_worker (source, region, instance_id);

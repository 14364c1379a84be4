CREATE TABLE IF NOT EXISTS auto_import_worker (
  instance_id varchar PRIMARY KEY,
  region varchar NOT NULL,
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
  image_created_at timestamp with time zone,
  created_by varchar NOT NULL,
  imported_at timestamp with time zone NOT NULL
);

-- What the application keeps beside the workers, whose table the starter makes. For H2 and PostgreSQL.
CREATE TABLE IF NOT EXISTS sample_lab (
  instance_id varchar(64) NOT NULL,
  lab_id varchar(64) NOT NULL,
  title varchar(256) NOT NULL,
  state varchar(256) NOT NULL,
  node_count integer NOT NULL,
  link_count integer NOT NULL,
  owner varchar(256),
  created_at timestamp with time zone,
  modified_at timestamp with time zone,
  refreshed_at timestamp with time zone NOT NULL,
  PRIMARY KEY (instance_id, lab_id)
);

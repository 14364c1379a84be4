CREATE TABLE IF NOT EXISTS auto_import_job (
  name varchar PRIMARY KEY,
  due_at timestamp with time zone NOT NULL,
  run_interval varchar NOT NULL,
  last_started_at timestamp with time zone
);

CREATE TABLE IF NOT EXISTS auto_import_job_result (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_name varchar NOT NULL,
  run_id varchar NOT NULL,
  started_at timestamp with time zone NOT NULL,
  result varchar NOT NULL
);

CREATE INDEX IF NOT EXISTS auto_import_job_result_by_job ON auto_import_job_result (job_name, id);

CREATE TABLE IF NOT EXISTS auto_import_lock (
  name varchar(255) PRIMARY KEY,
  lock_until timestamp with time zone NOT NULL,
  locked_at timestamp with time zone NOT NULL,
  locked_by varchar(255) NOT NULL
);

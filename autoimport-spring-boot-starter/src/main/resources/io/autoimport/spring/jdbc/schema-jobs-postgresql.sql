CREATE TABLE IF NOT EXISTS auto_import_job (
  name text PRIMARY KEY,
  due_at timestamptz NOT NULL,
  run_interval text NOT NULL,
  last_started_at timestamptz
);

CREATE TABLE IF NOT EXISTS auto_import_job_result (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_name text NOT NULL,
  run_id text NOT NULL,
  started_at timestamptz NOT NULL,
  result text NOT NULL
);

CREATE INDEX IF NOT EXISTS auto_import_job_result_by_job ON auto_import_job_result (job_name, id);

CREATE TABLE IF NOT EXISTS auto_import_lock (
  name varchar(255) PRIMARY KEY,
  lock_until timestamp NOT NULL,
  locked_at timestamp NOT NULL,
  locked_by varchar(255) NOT NULL
);

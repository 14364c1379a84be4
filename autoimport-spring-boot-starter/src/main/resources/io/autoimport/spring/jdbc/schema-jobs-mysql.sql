CREATE TABLE IF NOT EXISTS auto_import_job (
  name varchar(255) PRIMARY KEY,
  due_at datetime(6) NOT NULL,
  run_interval varchar(64) NOT NULL,
  last_started_at datetime(6)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS auto_import_job_result (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  job_name varchar(255) NOT NULL,
  run_id varchar(255) NOT NULL,
  started_at datetime(6) NOT NULL,
  result mediumtext NOT NULL,
  INDEX auto_import_job_result_by_job (job_name, id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS auto_import_lock (
  name varchar(255) PRIMARY KEY,
  lock_until datetime(3) NOT NULL,
  locked_at datetime(3) NOT NULL,
  locked_by varchar(255) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS auto_import_outbox (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  event_id varchar(255) NOT NULL,
  event_type varchar(255) NOT NULL,
  event_source text NOT NULL,
  subject varchar(255) NOT NULL,
  event_time datetime(6) NOT NULL,
  data_schema text NOT NULL,
  data mediumtext NOT NULL,
  created_at datetime(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
  due_at datetime(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
  claims bigint DEFAULT 0 NOT NULL,
  failures integer DEFAULT 0 NOT NULL,
  last_failure text,
  last_failed_at datetime(6),
  INDEX auto_import_outbox_by_subject (subject, id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

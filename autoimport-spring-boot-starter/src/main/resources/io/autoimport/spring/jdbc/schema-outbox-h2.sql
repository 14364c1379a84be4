CREATE TABLE IF NOT EXISTS auto_import_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id varchar NOT NULL,
  event_type varchar NOT NULL,
  event_source varchar NOT NULL,
  subject varchar NOT NULL,
  event_time timestamp with time zone NOT NULL,
  data_schema varchar NOT NULL,
  data varchar NOT NULL,
  created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  due_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  claims bigint DEFAULT 0 NOT NULL,
  failures integer DEFAULT 0 NOT NULL,
  last_failure varchar,
  last_failed_at timestamp with time zone
);

CREATE INDEX IF NOT EXISTS auto_import_outbox_by_subject ON auto_import_outbox (subject, id);

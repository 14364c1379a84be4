CREATE TABLE IF NOT EXISTS auto_import_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id text NOT NULL,
  event_type text NOT NULL,
  event_source text NOT NULL,
  subject text NOT NULL,
  event_time timestamptz NOT NULL,
  data_schema text NOT NULL,
  data text NOT NULL,
  created_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  due_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  claims bigint DEFAULT 0 NOT NULL,
  failures integer DEFAULT 0 NOT NULL,
  last_failure text,
  last_failed_at timestamptz
);

CREATE INDEX IF NOT EXISTS auto_import_outbox_by_subject ON auto_import_outbox (subject, id);

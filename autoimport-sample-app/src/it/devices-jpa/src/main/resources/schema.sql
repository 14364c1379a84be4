CREATE TABLE IF NOT EXISTS devices (id text PRIMARY KEY, name text NOT NULL);

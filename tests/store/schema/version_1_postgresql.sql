-- A store as version 1 of its schema has it. Never changed; statements are paragraphs.
CREATE TABLE schema_version (version BIGINT NOT NULL)

CREATE TABLE blobs (
  digest TEXT PRIMARY KEY,
  bytes BIGINT NOT NULL,
  whole BIGINT NOT NULL,
  suspect_since BIGINT)

CREATE INDEX blobs_suspect ON blobs (suspect_since) WHERE suspect_since IS NOT NULL

CREATE TABLE blob_chunks (
  digest TEXT NOT NULL REFERENCES blobs (digest) ON DELETE CASCADE,
  n BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (digest, n))

ALTER TABLE blob_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  operator TEXT NOT NULL,
  request_id TEXT NOT NULL,
  webhook TEXT NOT NULL,
  idempotency_key TEXT,
  body TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  documents BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  done BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  cancelled BIGINT NOT NULL)

CREATE UNIQUE INDEX jobs_idempotency ON jobs (owner, idempotency_key)
  WHERE idempotency_key IS NOT NULL

CREATE INDEX jobs_open ON jobs (owner, waiting) WHERE finished_at IS NULL

CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL

CREATE TABLE documents (
  job TEXT NOT NULL REFERENCES jobs (id),
  n BIGINT NOT NULL,
  name TEXT NOT NULL,
  template TEXT NOT NULL,
  template_version BIGINT NOT NULL,
  format TEXT NOT NULL,
  options TEXT NOT NULL,
  input TEXT NOT NULL,
  state TEXT NOT NULL,
  rank BIGINT,
  due_at BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  token BIGINT NOT NULL,
  worker TEXT NOT NULL,
  result TEXT,
  bytes BIGINT,
  media_type TEXT,
  file_name TEXT,
  title TEXT,
  unit TEXT,
  date TEXT,
  pages BIGINT,
  problems BIGINT,
  errors TEXT NOT NULL,
  PRIMARY KEY (job, n))

CREATE INDEX documents_queue ON documents (rank) WHERE rank IS NOT NULL

CREATE INDEX documents_input ON documents (input)

CREATE INDEX documents_result ON documents (result) WHERE result IS NOT NULL

CREATE TABLE deliveries (
  event TEXT PRIMARY KEY,
  job TEXT NOT NULL REFERENCES jobs (id),
  address TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  token BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  reason TEXT NOT NULL)

CREATE INDEX deliveries_due ON deliveries (due_at)

CREATE INDEX deliveries_job ON deliveries (job)

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  scopes TEXT NOT NULL,
  requests_per_minute BIGINT NOT NULL,
  concurrency BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT)

CREATE TABLE templates (
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL UNIQUE,
  xml TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id, version))

INSERT INTO schema_version (version) VALUES (1)

INSERT INTO blobs (digest, bytes, whole, suspect_since)
  VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 10, 1, NULL), ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 20, 1, 1790000000000)

INSERT INTO jobs (id, owner, operator, request_id, webhook, idempotency_key, body, revision,
  created_at, finished_at, documents, waiting, done, failed, cancelled)
  VALUES ('00112233445566778899aabbccddeeff', '0123456789ab', '王芳', 'request', '', 'key', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',
  3, 1790000000000, NULL, 2, 1, 1, 0, 0)

INSERT INTO documents (job, n, name, template, template_version, format, options, input, state,
  rank, due_at, attempt, token, worker, result, bytes, media_type, file_name, title, unit, date,
  pages, problems, errors)
  VALUES ('00112233445566778899aabbccddeeff', 0, '通报', 'notice', 0, 'pdf', '{}', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'done',
  NULL, 1790000060000, 1, 1, 'node-1', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 20, 'application/pdf', '通报.pdf', '督查通报', '某市',
  '2026年1月5日', 5, NULL, ''),
  ('00112233445566778899aabbccddeeff', 1, '', 'ledger', 0, 'xlsx', '{}', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'queued',
  1790000001000, 0, 0, 0, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')

INSERT INTO api_keys (id, name, secret, scopes, requests_per_minute, concurrency, created_at)
  VALUES ('0123456789ab', '公文系统', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 'render', 0, 0, 1790000000000)

INSERT INTO templates (id, version, seq, xml, author, created_at)
  VALUES ('notice', 1, 1, '<notice/>', '', 1790000000000)

INSERT INTO deliveries (event, job, address, attempt, token, due_at, reason)
  VALUES ('ffeeddccbbaa99887766554433221100', '00112233445566778899aabbccddeeff',
  'https://oa.example.gov.cn/hook', 1, 1, 1790000000000, '503')

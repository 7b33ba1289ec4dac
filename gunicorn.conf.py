"""How gunicorn serves the site; read from the folder it is started in. Options on its command line win."""

# Threads: readers over Tor are slow, and a slow reader must not occupy a process.
worker_class = "gthread"
workers = 2
threads = 8
timeout = 60
# Fresh processes now and then keep memory in bounds; not all at the same time.
max_requests = 20_000
max_requests_jitter = 2_000
# The longest gunicorn offers: up to here the site answers with its own page, above it gunicorn with a bare 414.
limit_request_line = 8190
# No access log, which would hold addresses and search terms; of the error log what stops the server.
accesslog = None
loglevel = "error"

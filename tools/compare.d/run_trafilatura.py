"""trafilatura with its standard options: comments and tables in, fallback extractors on."""

from runner import serve
from trafilatura import extract

serve("trafilatura", extract)

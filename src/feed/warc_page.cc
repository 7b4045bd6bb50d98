#include "feed/warc_page.h"

#include <algorithm>
#include <charconv>

#include "feed/fields.h"
#include "feed/gzip.h"

namespace dehusk {

namespace {

bool is_listed(std::string_view name, const std::vector<std::string>& list) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return is_same_name(one, name); });
}

// A page as a crawler or a server calls it. What has no type at all may be one.
bool is_page_type(std::string_view type) {
  static constexpr std::string_view kPages[] = {
      "", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "text/markdown"};
  return std::any_of(std::begin(kPages), std::end(kPages),
                     [&](std::string_view page) { return is_same_name(type, page); });
}

std::string_view without_urn(std::string_view id) {
  if (!id.empty() && id.front() == '<') id.remove_prefix(1);
  if (!id.empty() && id.back() == '>') id.remove_suffix(1);
  constexpr std::string_view kUrn = "urn:uuid:";
  return is_same_name(id.substr(0, kUrn.size()), kUrn) ? id.substr(kUrn.size()) : id;
}

// "HTTP/1.1 404 Not Found" -> 404
int status_of(std::string_view head) {
  const std::size_t blank = head.substr(0, head.find('\n')).find(' ');
  int status = 0;
  if (blank != std::string_view::npos)
    std::from_chars(head.data() + blank + 1, head.data() + std::min(head.size(), blank + 4), status);
  return status;
}

// Text has no control characters but a few; what is packed is full of them.
bool looks_packed(std::string_view body) {
  const std::string_view start = body.substr(0, 256);
  const auto controls = std::count_if(start.begin(), start.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
  });
  return static_cast<std::size_t>(controls) * 20 > start.size();
}

void fail(WarcPage& page, std::string_view detail) {
  page.code = "decode";
  page.detail = detail;
}

// One coding of a body undone. A crawler may have undone it and left the header, so the bytes must look like it.
void undo(WarcPage& page, std::string_view coding, std::uint64_t most) {
  if (coding.empty() || is_same_name(coding, "identity")) return;
  std::string body;
  if (is_same_name(coding, "chunked")) {
    const Chunks chunks = join_chunks(page.body(), body);
    if (chunks == Chunks::none) return;
    if (chunks == Chunks::cut) page.is_truncated = true;
  } else {
    const bool is_gzip = is_same_name(coding, "gzip") || is_same_name(coding, "x-gzip");
    if (is_gzip ? page.body().substr(0, 2) != "\x1F\x8B" : !looks_packed(page.body())) return;
    if (!is_gzip && !is_same_name(coding, "deflate"))
      return fail(page, "the body has a coding other than gzip, deflate and chunked");
    const Inflated inflated = inflate_body(page.body(), most, body);
    if (inflated == Inflated::damaged) return fail(page, "the body's content encoding is damaged");
    if (inflated == Inflated::cut) page.is_truncated = true;
  }
  page.unpacked = std::move(body);
  page.is_unpacked = true;
}

// "gzip, chunked": they stand in the order in which the server applied them, so the last is undone first.
void undo_all(WarcPage& page, std::string_view codings, std::uint64_t most) {
  while (!codings.empty() && page.code.empty()) {
    const std::size_t comma = codings.rfind(',');
    undo(page, media_type(codings.substr(comma == std::string_view::npos ? 0 : comma + 1)), most);
    codings = codings.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
}

void read_http(WarcPage& page, std::uint64_t most) {
  const std::size_t size = head_size(page.packed);
  if (size == std::string_view::npos) {
    page.code = page.is_truncated ? "truncated" : "bad_warc";
    page.detail = "the HTTP head does not end";
    return;
  }
  const std::string_view head = page.packed.substr(0, size);
  page.packed.remove_prefix(size);
  page.http_status = status_of(head);
  page.content_type = field(head, "content-type");
  undo_all(page, field(head, "transfer-encoding"), most);
  undo_all(page, field(head, "content-encoding"), most);
}

}  // namespace

Chunks join_chunks(std::string_view chunked, std::string& joined) {
  bool has_chunk = false;
  while (!chunked.empty()) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(chunked.data(), chunked.data() + chunked.size(), size, 16);
    const std::size_t line = chunked.find('\n');
    if (error != std::errc() || line == std::string_view::npos) break;
    // Behind the size: nothing, or an extension.
    const char after = *end;
    if (after != '\r' && after != '\n' && after != ';' && after != ' ') break;
    has_chunk = true;
    if (size == 0) return Chunks::whole;
    chunked.remove_prefix(line + 1);
    joined += chunked.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(size, chunked.size())));
    chunked.remove_prefix(static_cast<std::size_t>(std::min<std::uint64_t>(size, chunked.size())));
    if (chunked.substr(0, 2) == "\r\n") {
      chunked.remove_prefix(2);
    } else if (chunked.substr(0, 1) == "\n") {
      chunked.remove_prefix(1);
    }
  }
  return has_chunk ? Chunks::cut : Chunks::none;
}

bool may_hold_page(const WarcRecord& record, const std::vector<std::string>& types) {
  return !record.code.empty() || is_listed(field(record.bytes.substr(0, record.head), "warc-type"), types);
}

WarcPage page_of(const WarcRecord& record, const std::vector<std::string>& types, std::uint64_t most) {
  WarcPage page;
  const std::string_view head = record.bytes.substr(0, record.head);
  page.packed = record.bytes.substr(record.head);
  page.type = field(head, "warc-type");
  page.id = without_urn(field(head, "warc-record-id"));
  page.url = field(head, "warc-target-uri");
  // Some tools of old wrote the address in angle brackets.
  if (page.url.size() >= 2 && page.url.front() == '<' && page.url.back() == '>')
    page.url = page.url.substr(1, page.url.size() - 2);
  page.date = field(head, "warc-date");
  page.language = field(head, "warc-identified-content-language");
  page.is_truncated = record.is_cut || !field(head, "warc-truncated").empty();
  page.code = record.code;
  page.detail = record.detail;
  if (!page.code.empty()) return page;
  if (!is_listed(page.type, types)) return page;
  page.content_type = field(head, "content-type");
  const bool is_http = is_same_name(media_type(page.content_type), "application/http") ||
                       (is_same_name(page.type, "response") && page.packed.substr(0, 5) == "HTTP/");
  if (is_http) read_http(page, most);
  const std::string_view identified = field(head, "warc-identified-payload-type");
  page.is_page = is_page_type(media_type(identified.empty() ? page.content_type : identified));
  if (!page.is_page && page.code == "decode") page.code = page.detail = {};  // an image may be packed as it likes
  page.charset = parameter(page.content_type, "charset");
  return page;
}

}  // namespace dehusk

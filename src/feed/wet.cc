#include "feed/wet.h"

#include <algorithm>

#include "rule/sha256.h"

namespace dehusk {

namespace {

// An RFC 9562 UUID of version 8: the first bits of a SHA-256.
std::string uuid_of(std::string_view sum) {
  std::string uuid;
  for (const std::size_t size : {8U, 4U, 4U, 4U, 12U}) {
    if (!uuid.empty()) uuid += '-';
    uuid += sum.substr(0, size);
    sum.remove_prefix(size);
  }
  uuid[14] = '8';
  uuid[19] = "89ab"[static_cast<unsigned char>(uuid[19]) % 4];
  return uuid;
}

std::string sum_of(std::string_view text) {
  Sha256 sum;
  sum.add(text);
  return sum.hex();
}

// What a crawler read from a page must not add fields of its own.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += name;
  out += ": ";
  for (const char c : value) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  out += "\r\n";
}

}  // namespace

std::string write_wet(const WetSource& source, std::string_view text) {
  const std::string digest = sum_of(text);
  std::string head = "WARC/1.0\r\nWARC-Type: conversion\r\n";
  append_field(head, "WARC-Target-URI", source.url);
  append_field(head, "WARC-Date", source.date);
  append_field(head, "WARC-Record-ID", "<urn:uuid:" + uuid_of(sum_of(std::string(source.id) + "\n" + digest)) + ">");
  if (!source.id.empty()) {
    const bool is_uri = source.id.find(':') != std::string_view::npos;
    append_field(head, "WARC-Refers-To", (is_uri ? "<" : "<urn:uuid:") + std::string(source.id) + ">");
  }
  append_field(head, "WARC-Block-Digest", "sha256:" + digest);
  append_field(head, "WARC-Identified-Content-Language", source.language);
  append_field(head, "Content-Type", "text/plain");
  append_field(head, "Content-Length", std::to_string(text.size()));
  return head + "\r\n" + std::string(text) + "\r\n\r\n";
}

}  // namespace dehusk

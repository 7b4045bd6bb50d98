#ifndef DEHUSK_TESTS_FEED_WARCS_H_
#define DEHUSK_TESTS_FEED_WARCS_H_
// WARC records made by hand.

#include <string>
#include <string_view>

namespace dehusk {

inline constexpr std::string_view kRainPage =
    "<html><body><p>Rain fell on Monday in the north of the country, and the rivers rose above their "
    "banks.</p></body></html>";

inline std::string http_page(std::string_view body,
                             std::string_view fields = "Content-Type: text/html; charset=utf-8\r\n") {
  return "HTTP/1.1 200 OK\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

// `length`: what the record says of itself; -1: the truth.
inline std::string warc_record(std::string_view type, int number, std::string_view block, long length = -1) {
  const bool is_http = type == "response" || type == "request";
  return "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Record-ID: <urn:uuid:0000-" +
         std::to_string(number) + ">\r\nWARC-Target-URI: https://example.org/" + std::to_string(number) +
         "\r\nWARC-Date: 2025-03-04T07:15:00Z\r\nContent-Type: " +
         (is_http ? "application/http; msgtype=" + std::string(type) : "text/plain") +
         "\r\nContent-Length: " + std::to_string(length < 0 ? static_cast<long>(block.size()) : length) + "\r\n\r\n" +
         std::string(block) + "\r\n\r\n";
}

inline std::string response(int number) { return warc_record("response", number, http_page(kRainPage)); }

}  // namespace dehusk

#endif  // DEHUSK_TESTS_FEED_WARCS_H_

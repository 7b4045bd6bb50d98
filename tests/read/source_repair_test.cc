#include "read/source_repair.h"

#include "catch.h"
#include "read/character_reference.h"

namespace dehusk {

TEST_CASE("repairs keep all offsets") {
  struct Case {
    std::string_view source;
    std::string_view repaired;
  };
  for (const Case& one : {
           Case{"a&#xFFFFFF80;b", "a&#x0000fffd;b"},
           Case{"a&#2147483648;b", "a&#0000065533;b"},
           Case{"a&#1114112 b", "a&#0065533 b"},
           Case{"<ISINDEX prompt=x></isindex>", "<ISINDE_ prompt=x></isinde_>"},
           Case{"<annotation-xml a b>", "<annotation-xm_ a b>"},
           Case{"<noscript><iframe src=x /></noscript><p>", "<noscript><source src=x /></noscript><p>"},
           Case{"<head><TITLE>Rain</titl></head><p>", "<head><param>Rain</titl></head><p>"},
           Case{"<title lang=en>Rain<body><svg><title>x</title></svg>",
                "<param lang=en>Rain<body><svg><title>x</title></svg>"},
           Case{"<NOSCRIPT><p><Style>x</NOSCRIPT>", "<NOSCRIPT><p><param>x</NOSCRIPT>"},
       }) {
    INFO(one.source);
    std::string repaired;
    CHECK(repair_source(one.source, repaired));
    CHECK(repaired == one.repaired);
  }
}

TEST_CASE("what needs no repair is not copied") {
  for (const std::string_view source : {"", "&#", "&#x", "&#x10FFFF;&#1114111;", "isindex annotation-xml", "<isinde",
                                        "x", "<x", "<", "</", "<noscript", "<noscript><iframe></iframe></noscript>",
                                        "<noscript><iframe>", "<title>Rain", "<title>Rain</title></head><body>",
                                        "<title><b>Rain</TITLE ><body>", "<head></head><body><svg><title>x<body>"}) {
    INFO(source);
    std::string repaired;
    CHECK(!repair_source(source, repaired));
    CHECK(repaired.empty());
  }
}

TEST_CASE("character references are decoded as browsers do") {
  struct Case {
    std::string_view text;
    std::string_view decoded;
  };
  for (const Case& one : {
           Case{"R&amp;D &lt;b&gt; &quot;&apos;", "R&D <b> \"'"},
           Case{"&eacute;&hellip;&thetasym;", "\xC3\xA9\xE2\x80\xA6\xCF\x91"},
           Case{"&#8211;&#x2013;&#X2013", "\xE2\x80\x93\xE2\x80\x93\xE2\x80\x93"},
           Case{"&#146;s", "\xE2\x80\x99s"},
           Case{"&#0;&#xD800;&#99999999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
           Case{"& &; &nosuch; &#; &#x; &amp", "& &; &nosuch; &#; &#x; &amp"},
       }) {
    INFO(one.text);
    std::string decoded;
    append_decoded(decoded, one.text);
    CHECK(decoded == one.decoded);
    CHECK(decoded.size() <= one.text.size());
  }
}

}  // namespace dehusk

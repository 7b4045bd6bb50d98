#include "read/sniff.h"

#include <string>

#include "catch.h"

namespace dehusk {

TEST_CASE("HTML and dumps are told apart") {
  struct Case {
    std::string text;
    InputKind kind;
  };
  for (const Case& one : {
           Case{"<!DOCTYPE html><p>x", InputKind::html},
           Case{"\n\n  <HTML>", InputKind::html},
           Case{"<!-- x --><p>", InputKind::html},
           Case{"<?xml version='1.0'?><html>", InputKind::html},
           Case{"<p>One sentence.</p>", InputKind::html},
           Case{"cut off\"><div><a href=/>Home</a></div><p>x", InputKind::html},
           Case{"", InputKind::text},
           Case{"   \n", InputKind::text},
           Case{"Plain words.\n\nMore words.", InputKind::text},
           Case{"I <3 this. <you@example.org> wrote <b>so</b>.", InputKind::text},
           Case{"<https://example.org/> is a link", InputKind::text},
           Case{"<img src=pixel.gif>\n\nA dump of a page.", InputKind::text},
           Case{std::string(2000, 'x') + " use <div><p>text</p></div> for that", InputKind::text},
       }) {
    INFO(one.text.substr(0, 60));
    CHECK(sniff(one.text) == one.kind);
  }
}

}  // namespace dehusk

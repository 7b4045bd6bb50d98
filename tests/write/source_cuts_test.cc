#include "write/source_cuts.h"

#include "catch.h"
#include "made_page.h"

using namespace dehusk;

namespace {

// A page of one-line blocks, each between these marks in its source.
struct Dump : MadePage {
  Dump() { page.kind = InputKind::text; }

  void add_line(std::string_view source, std::string_view text, std::string_view behind = "\n") {
    Block block;
    block.text.begin = static_cast<std::uint32_t>(page.text.size());
    page.text += text;
    block.text.end = static_cast<std::uint32_t>(page.text.size());
    page.text += '\n';
    block.source.begin = static_cast<std::uint32_t>(page.source.size());
    page.source += source;
    block.source.end = static_cast<std::uint32_t>(page.source.size());
    page.source += behind;
    page.blocks.push_back(block);
  }

  // Cuts the words out of the block.
  void cut(std::uint32_t block, std::string_view words, RuleId rule = 0) {
    const std::string_view text = page.text_of(page.blocks[block]);
    const auto begin = static_cast<std::uint32_t>(page.blocks[block].text.begin + text.find(words));
    cleaned.cuts.push_back({block, {begin, static_cast<std::uint32_t>(begin + words.size())}, rule, Stage::text});
  }

  void cut(std::uint32_t block, RuleId rule = 0) {
    cleaned.cuts.push_back({block, page.blocks[block].text, rule, Stage::text});
  }

  std::vector<std::string> taken() const {
    std::vector<std::string> texts;
    for (const SourceCut& cut : source_cuts(page, cleaned.cuts)) texts.emplace_back(slice(page.source, cut.source));
    return texts;
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a block that goes whole takes what stands between it and the next line") {
  Dump dump;
  dump.page.source = "---\n";
  dump.add_line("Menu", "Menu", "\n====\n\n   ");
  dump.add_line("Rain fell.", "Rain fell.", "\n\n");
  dump.add_line("Share", "Share", "\n");
  dump.cut(0);
  dump.cut(2);
  CHECK(dump.taken() == Texts{"---\nMenu\n====\n\n", "Share\n"});
}

TEST_CASE("blocks that go one after the other are one stretch a rule") {
  Dump dump;
  dump.add_line("Home", "Home", " | ");
  dump.add_line("About", "About", " | ");
  dump.add_line("Rain fell.", "Rain fell.", "\n");
  dump.add_line("Tags", "Tags", "\n\n");
  dump.add_line("More", "More", "");
  dump.cut(0);
  dump.cut(1);
  dump.cut(3, 1);
  dump.cut(4, 2);
  CHECK(dump.taken() == Texts{"Home", "About", "Tags\n\n", "More"});
  dump.cleaned.cuts[3].rule = 1;
  CHECK(dump.taken() == Texts{"Home", "About", "Tags\n\nMore"});
}

TEST_CASE("a part of a block is found in its source, over marks and line ends") {
  struct Row {
    std::string source, text, words, want;
  };
  const Row rows[] = {
      {"By Ada. Rain fell.", "By Ada. Rain fell.", "By Ada. ", "By Ada."},
      {"Rain fell.\n   Read\tmore", "Rain fell. Read more", " Read more", "Read\tmore"},
      {"[12]By **Ada**. Rain", "By Ada. Rain", "By Ada.", "[12]By **Ada**."},
      {"[Home](https://example.org/Rain). Rain fell.", "Home. Rain fell.", "Home.",
       "[Home](https://example.org/Rain)."},
      {"Rain [12]fell in Rain. [13]Ads", "Rain fell in Rain. Ads", "Ads", "Ads"},
      {"Rain fell &#x27;so&#x27;. Ads by Ada", "Rain fell 'so'. Ads by Ada", "Ads", "Ads"},
      {"Ra\xE2\x80\x8Bin fell. A\xC2\xAD"
       "ds here",
       "Rain fell. Ads here", "Ads",
       "A\xC2\xAD"
       "ds"},
      {"\xE9\x9B\xA8\xE3\x80\x82\xE5\xB9\xBF\xE5\x91\x8A\xE3\x80\x82",
       "\xE9\x9B\xA8\xE3\x80\x82\xE5\xB9\xBF\xE5\x91\x8A\xE3\x80\x82", "\xE5\xB9\xBF\xE5\x91\x8A",
       "\xE5\xB9\xBF\xE5\x91\x8A"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    Dump dump;
    dump.add_line("Before", "Before");
    dump.add_line(row.source, row.text);
    dump.cut(1, row.words);
    CHECK(dump.taken() == Texts{row.want});
  }
}

TEST_CASE("a source that is not the text's takes no time without end") {
  Dump dump;
  dump.add_line(std::string(1U << 20, 'x'), std::string(1U << 20, 'y') + " Ads");
  dump.cut(0, "Ads");
  CHECK(dump.taken() == Texts{std::string(1U << 20, 'x')});
  Dump far;
  far.add_line("[Home](" + std::string(1U << 20, 'x') + ") Ads here", "Home Ads here");
  far.cut(0, "Ads");
  CHECK(far.taken() == Texts{"Ads"});
}

TEST_CASE("several parts of one block are told apart") {
  Dump dump;
  dump.add_line("By *Ada*. Rain fell. [1]Ads. It rained. [2]More", "By Ada. Rain fell. Ads. It rained. More");
  dump.cut(0, "By Ada. ", 1);
  dump.cut(0, "Ads.", 2);
  dump.cut(0, " More", 3);
  CHECK(dump.taken() == Texts{"By *Ada*.", "Ads.", "More"});
}

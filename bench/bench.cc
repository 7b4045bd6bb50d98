// Bytes a second of each part of a page's way, beside bare Gumbo on the same bytes: a figure is worth something only as
// a ratio to another of the same run.
//
//   gumbo/wcxb       gumbo_parse of the page, tree freed: what any program that uses Gumbo pays at least
//   read/wcxb        bytes to Page            plain/wcxb   the same with Gumbo reading the whole page
//   structure/... text/... content/... tidy/...   one stage, on what the stages before left
//   write/...        the clean text; markdown/... and json/... the other forms
//   way/...          all of it: bytes to clean text
//   tenfold/...      the same with ten times as many rules (tenfold.h), which never match; `times_way` is the ratio,
//   page
//                    by page in the same run, `changed` the pages whose text is another one (there must be none)
//   linear/SHAPE/n   the whole way of a made page (tools/linear tells whether it is linear)
//   load             the rule files, with all that is checked of them      start    the packs of the program
//
//   dehusk_bench --benchmark_filter='wcxb'           with DEHUSK_CORPORA naming a folder of corpora

#include <benchmark/benchmark.h>
#include <gumbo.h>

#include <functional>
#include <string>
#include <vector>

#include "clean/clean.h"
#include "clean/content.h"
#include "clean/pipeline.h"
#include "clean/tidy.h"
#include "pages.h"
#include "read/read.h"
#include "rule/prepared.h"
#include "shapes.h"
#include "tenfold.h"
#include "way.h"
#include "write/markdown.h"
#include "write/record.h"
#include "write/text.h"

namespace dehusk {

namespace {

void set_bytes(benchmark::State& state, const Collection& collection) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * collection.bytes));
  state.counters["pages"] =
      benchmark::Counter(static_cast<double>(collection.pages.size()), benchmark::Counter::kIsIterationInvariantRate);
}

// Every page of the collection, once an iteration.
void run_pages(benchmark::State& state, const Collection& collection, void (*on_page)(const std::string&)) {
  for (auto _ : state)
    for (const std::string& page : collection.pages) on_page(page);
  set_bytes(state, collection);
}

void parse_bare(const std::string& page) {
  GumboOutput* const output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  benchmark::DoNotOptimize(output);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

void read_skeleton(const std::string& page) { benchmark::DoNotOptimize(read_page(input_of(page), {})); }

void read_plain(const std::string& page) {
  ReadOptions options;
  options.plain = true;
  benchmark::DoNotOptimize(read_page(input_of(page), options));
}

void go_whole_way(const std::string& bytes) { benchmark::DoNotOptimize(clean_text_of(bytes)); }

// Both ways page after page, so that what slows the machine down slows both.
void go_tenfold(benchmark::State& state, const Collection& collection) {
  std::size_t changed = 0;
  for (const std::string& page : collection.pages)  // regexes compile when they are first used
    changed += clean_text_of(page, shipped_rules()) == clean_text_of(page, tenfold_rules()) ? 0 : 1;
  double shipped = 0, tenfold = 0;
  for (auto _ : state) {
    const double tenfold_before = tenfold;
    for (const std::string& page : collection.pages) {
      const double begin = processor_seconds();
      benchmark::DoNotOptimize(clean_text_of(page, shipped_rules()));
      const double middle = processor_seconds();
      benchmark::DoNotOptimize(clean_text_of(page, tenfold_rules()));
      shipped += middle - begin;
      tenfold += processor_seconds() - middle;
    }
    state.SetIterationTime(tenfold - tenfold_before);
  }
  set_bytes(state, collection);
  state.counters["times_way"] = tenfold / shipped;
  state.counters["changed"] = static_cast<double>(changed);
}

// The stages are timed on pages that are read, and have gone through the stages before, while no clock runs.
struct Prepared {
  const Page* page = nullptr;
  RuleRun run;
};

constexpr int kRounds = 3;  // what the clock does not see takes longer by far than what it does

using StageRun = std::function<void(RuleRun&)>;

void run_stage(benchmark::State& state, const Collection& collection, const StageRun& before, const StageRun& timed) {
  static const CleanOptions options;
  for (const std::string& page : collection.pages) go_whole_way(page);  // regexes compile when they are first used
  const auto batch_size = std::size_t{64};                              // pages in memory at once
  for (auto _ : state) {
    for (std::size_t begin = 0; begin < collection.pages.size(); begin += batch_size) {
      state.PauseTiming();
      {
        std::vector<Page> pages;
        std::vector<RuleRun> runs;
        pages.reserve(batch_size);
        runs.reserve(batch_size);
        for (std::size_t i = begin; i < std::min(begin + batch_size, collection.pages.size()); ++i) {
          pages.push_back(read_page(input_of(collection.pages[i]), {}));
          runs.push_back({{pages.back(), shipped_rules(), options, {}, {}, {}, {}}, {}, {}});
          before(runs.back());
        }
        state.ResumeTiming();
        for (RuleRun& run : runs) timed(run);
        state.PauseTiming();
      }
      state.ResumeTiming();
    }
  }
  set_bytes(state, collection);
}

using Writer = std::string (*)(const Page&, const Cleaned&);

std::string as_text(const Page& page, const Cleaned& cleaned) { return write_text(page, cleaned); }
std::string as_markdown(const Page& page, const Cleaned& cleaned) { return write_markdown(page, cleaned, {}); }

// A record with the whole ledger, its text apart.
std::string as_json(const Page& page, const Cleaned& cleaned) {
  return write_record("", "", page, shipped_rules().rules(), cleaned, {});
}

void run_write(benchmark::State& state, const Collection& collection, Writer write) {
  const auto batch_size = std::size_t{64};
  for (auto _ : state) {
    for (std::size_t begin = 0; begin < collection.pages.size(); begin += batch_size) {
      state.PauseTiming();
      {
        std::vector<Page> pages;
        std::vector<Cleaned> cleaned;
        for (std::size_t i = begin; i < std::min(begin + batch_size, collection.pages.size()); ++i) {
          pages.push_back(read_page(input_of(collection.pages[i]), {}));
          cleaned.push_back(clean(pages.back(), shipped_rules(), {}));
        }
        state.ResumeTiming();
        for (std::size_t i = 0; i < pages.size(); ++i) benchmark::DoNotOptimize(write(pages[i], cleaned[i]));
        state.PauseTiming();
      }
      state.ResumeTiming();
    }
  }
  set_bytes(state, collection);
}

// Rule files with all that is checked of them, and the packs of the program.
void load(benchmark::State& state) {
  for (auto _ : state) {
    const auto sources = built_in_rules();
    benchmark::DoNotOptimize(compile(load_rules(sources).value().book, sources).value());
  }
}

void start(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(compile(built_in_pack()).value());
}

void add_structure(RuleRun& run) { add_taken(run, run_structure(run.scene)); }
void add_text(RuleRun& run) { add_taken(run, run_text(run.scene)); }
void add_content(RuleRun& run) { add_taken(run, run_content(run.scene).taken); }
void add_tidy(RuleRun& run) { add_taken(run, run_tidy(run.scene)); }

void add_benchmarks(const Collection& collection, bool is_html) {
  const auto add = [&](const std::string& part, auto run) {
    return benchmark::RegisterBenchmark((part + "/" + collection.name).c_str(), run)->Unit(benchmark::kMillisecond);
  };
  const auto add_pages = [&](const std::string& part, void (*on_page)(const std::string&)) {
    add(part, [&collection, on_page](benchmark::State& state) { run_pages(state, collection, on_page); });
  };
  const auto add_stage = [&](const std::string& part, const StageRun& before, const StageRun& timed) {
    add(part, [=, &collection](benchmark::State& state) {
      run_stage(state, collection, before, timed);
    })->Iterations(kRounds);
  };
  if (is_html) {
    add_pages("gumbo", parse_bare);
    add_pages("plain", read_plain);
  }
  add_pages("read", read_skeleton);
  add_stage(
      "scope", [](RuleRun&) {}, [](RuleRun& run) { decide_scope(run.scene); });
  const StageRun scope = [](RuleRun& run) { decide_scope(run.scene); };
  if (is_html) add_stage("structure", scope, add_structure);
  const StageRun structure = [=](RuleRun& run) { scope(run), add_structure(run); };
  add_stage("text", structure, add_text);
  const StageRun text = [=](RuleRun& run) { structure(run), add_text(run); };
  add_stage("content", text, add_content);
  const StageRun content = [=](RuleRun& run) { text(run), add_content(run); };
  add_stage("tidy", content, add_tidy);
  const auto add_write = [&](const std::string& form, Writer write) {
    add(form, [=, &collection](benchmark::State& state) { run_write(state, collection, write); })->Iterations(kRounds);
  };
  add_write("write", as_text);
  add_write("markdown", as_markdown);
  add_write("json", as_json);
  add_pages("way", go_whole_way);
  add("tenfold", [&collection](benchmark::State& state) { go_tenfold(state, collection); })->UseManualTime();
}

void add_linear(const Shape& shape, std::size_t n) {
  const std::string name = "linear/" + std::string(shape.name) + "/" + std::to_string(n);
  const auto run = [shape, n](benchmark::State& state) {
    const std::string page = shape.page(n);
    for (auto _ : state) go_whole_way(page);
    state.SetBytesProcessed(static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * page.size()));
  };
  benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
}

}  // namespace

}  // namespace dehusk

int main(int argc, char** argv) {
  for (const dehusk::Collection& collection : dehusk::collections(".html")) dehusk::add_benchmarks(collection, true);
  for (const dehusk::Collection& collection : dehusk::collections(".txt")) dehusk::add_benchmarks(collection, false);
  for (const dehusk::Shape& shape : dehusk::linear_shapes())
    for (const std::size_t n : {shape.size / 4, shape.size / 2, shape.size}) dehusk::add_linear(shape, n);
  benchmark::RegisterBenchmark("load", dehusk::load)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("start", dehusk::start)->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

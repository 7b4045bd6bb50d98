// The label table of the Encoding Standard, sorted for binary search. Left out: x-user-defined and the encodings that
// the standard replaces by nothing (iso-2022-kr, hz-gb-2312, ...); a page that names them is guessed.

#include "read/encoding_label.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace dehusk {

namespace {

constexpr std::array<Encoding, 38> kEncodings = {{
    {.name = "utf-8", .iconv = "", .is_single_byte = false},
    {.name = "ibm866", .iconv = "CP866", .is_single_byte = true},
    {.name = "iso-8859-2", .iconv = "ISO-8859-2", .is_single_byte = true},
    {.name = "iso-8859-3", .iconv = "ISO-8859-3", .is_single_byte = true},
    {.name = "iso-8859-4", .iconv = "ISO-8859-4", .is_single_byte = true},
    {.name = "iso-8859-5", .iconv = "ISO-8859-5", .is_single_byte = true},
    {.name = "iso-8859-6", .iconv = "ISO-8859-6", .is_single_byte = true},
    {.name = "iso-8859-7", .iconv = "ISO-8859-7", .is_single_byte = true},
    {.name = "iso-8859-8", .iconv = "ISO-8859-8", .is_single_byte = true},
    {.name = "iso-8859-8-i", .iconv = "ISO-8859-8", .is_single_byte = true},
    {.name = "iso-8859-10", .iconv = "ISO-8859-10", .is_single_byte = true},
    {.name = "iso-8859-13", .iconv = "ISO-8859-13", .is_single_byte = true},
    {.name = "iso-8859-14", .iconv = "ISO-8859-14", .is_single_byte = true},
    {.name = "iso-8859-15", .iconv = "ISO-8859-15", .is_single_byte = true},
    {.name = "iso-8859-16", .iconv = "ISO-8859-16", .is_single_byte = true},
    {.name = "koi8-r", .iconv = "KOI8-R", .is_single_byte = true},
    {.name = "koi8-u", .iconv = "KOI8-U", .is_single_byte = true},
    {.name = "macintosh", .iconv = "MACINTOSH", .is_single_byte = true},
    {.name = "windows-874", .iconv = "CP874", .is_single_byte = true},
    {.name = "windows-1250", .iconv = "CP1250", .is_single_byte = true},
    {.name = "windows-1251", .iconv = "CP1251", .is_single_byte = true},
    {.name = "windows-1252", .iconv = "CP1252", .is_single_byte = true},
    {.name = "windows-1253", .iconv = "CP1253", .is_single_byte = true},
    {.name = "windows-1254", .iconv = "CP1254", .is_single_byte = true},
    {.name = "windows-1255", .iconv = "CP1255", .is_single_byte = true},
    {.name = "windows-1256", .iconv = "CP1256", .is_single_byte = true},
    {.name = "windows-1257", .iconv = "CP1257", .is_single_byte = true},
    {.name = "windows-1258", .iconv = "CP1258", .is_single_byte = true},
    {.name = "x-mac-cyrillic", .iconv = "MAC-UK", .is_single_byte = true},
    {.name = "gbk", .iconv = "GB18030", .is_single_byte = false},
    {.name = "gb18030", .iconv = "GB18030", .is_single_byte = false},
    {.name = "big5", .iconv = "BIG5-HKSCS", .is_single_byte = false},
    {.name = "euc-jp", .iconv = "EUC-JP-MS", .is_single_byte = false},
    {.name = "iso-2022-jp", .iconv = "ISO-2022-JP", .is_single_byte = false},
    {.name = "shift_jis", .iconv = "CP932", .is_single_byte = false},
    {.name = "euc-kr", .iconv = "CP949", .is_single_byte = false},
    {.name = "utf-16be", .iconv = "", .is_single_byte = false},
    {.name = "utf-16le", .iconv = "", .is_single_byte = false},
}};

struct Label {
  std::string_view label;
  std::uint8_t encoding;  // index into kEncodings
};

constexpr std::array<Label, 221> kLabels = {{
    {"866", 1}, {"ansi_x3.4-1968", 21}, {"arabic", 6}, {"ascii", 21}, {"asmo-708", 6}, {"big5", 31},
    {"big5-hkscs", 31}, {"chinese", 29}, {"cn-big5", 31}, {"cp1250", 19}, {"cp1251", 20}, {"cp1252", 21},
    {"cp1253", 22}, {"cp1254", 23}, {"cp1255", 24}, {"cp1256", 25}, {"cp1257", 26}, {"cp1258", 27}, {"cp819", 21},
    {"cp866", 1}, {"csbig5", 31}, {"cseuckr", 35}, {"cseucpkdfmtjapanese", 32}, {"csgb2312", 29}, {"csibm866", 1},
    {"csiso2022jp", 33}, {"csiso58gb231280", 29}, {"csiso88596e", 6}, {"csiso88596i", 6}, {"csiso88598e", 8},
    {"csiso88598i", 9}, {"csisolatin1", 21}, {"csisolatin2", 2}, {"csisolatin3", 3}, {"csisolatin4", 4},
    {"csisolatin5", 23}, {"csisolatin6", 10}, {"csisolatin9", 13}, {"csisolatinarabic", 6}, {"csisolatincyrillic", 5},
    {"csisolatingreek", 7}, {"csisolatinhebrew", 8}, {"cskoi8r", 15}, {"csksc56011987", 35}, {"csmacintosh", 17},
    {"csshiftjis", 34}, {"csunicode", 37}, {"cyrillic", 5}, {"dos-874", 18}, {"ecma-114", 6}, {"ecma-118", 7},
    {"elot_928", 7}, {"euc-jp", 32}, {"euc-kr", 35}, {"gb18030", 30}, {"gb2312", 29}, {"gb_2312", 29},
    {"gb_2312-80", 29}, {"gbk", 29}, {"greek", 7}, {"greek8", 7}, {"hebrew", 8}, {"ibm819", 21}, {"ibm866", 1},
    {"iso-10646-ucs-2", 37}, {"iso-2022-jp", 33}, {"iso-8859-1", 21}, {"iso-8859-10", 10}, {"iso-8859-11", 18},
    {"iso-8859-13", 11}, {"iso-8859-14", 12}, {"iso-8859-15", 13}, {"iso-8859-16", 14}, {"iso-8859-2", 2},
    {"iso-8859-3", 3}, {"iso-8859-4", 4}, {"iso-8859-5", 5}, {"iso-8859-6", 6}, {"iso-8859-6-e", 6},
    {"iso-8859-6-i", 6}, {"iso-8859-7", 7}, {"iso-8859-8", 8}, {"iso-8859-8-e", 8}, {"iso-8859-8-i", 9},
    {"iso-8859-9", 23}, {"iso-ir-100", 21}, {"iso-ir-101", 2}, {"iso-ir-109", 3}, {"iso-ir-110", 4},
    {"iso-ir-126", 7}, {"iso-ir-127", 6}, {"iso-ir-138", 8}, {"iso-ir-144", 5}, {"iso-ir-148", 23},
    {"iso-ir-149", 35}, {"iso-ir-157", 10}, {"iso-ir-58", 29}, {"iso8859-1", 21}, {"iso8859-10", 10},
    {"iso8859-11", 18}, {"iso8859-13", 11}, {"iso8859-14", 12}, {"iso8859-15", 13}, {"iso8859-2", 2},
    {"iso8859-3", 3}, {"iso8859-4", 4}, {"iso8859-5", 5}, {"iso8859-6", 6}, {"iso8859-7", 7}, {"iso8859-8", 8},
    {"iso8859-9", 23}, {"iso88591", 21}, {"iso885910", 10}, {"iso885911", 18}, {"iso885913", 11}, {"iso885914", 12},
    {"iso885915", 13}, {"iso88592", 2}, {"iso88593", 3}, {"iso88594", 4}, {"iso88595", 5}, {"iso88596", 6},
    {"iso88597", 7}, {"iso88598", 8}, {"iso88599", 23}, {"iso_8859-1", 21}, {"iso_8859-15", 13},
    {"iso_8859-1:1987", 21}, {"iso_8859-2", 2}, {"iso_8859-2:1987", 2}, {"iso_8859-3", 3}, {"iso_8859-3:1988", 3},
    {"iso_8859-4", 4}, {"iso_8859-4:1988", 4}, {"iso_8859-5", 5}, {"iso_8859-5:1988", 5}, {"iso_8859-6", 6},
    {"iso_8859-6:1987", 6}, {"iso_8859-7", 7}, {"iso_8859-7:1987", 7}, {"iso_8859-8", 8}, {"iso_8859-8:1988", 8},
    {"iso_8859-9", 23}, {"iso_8859-9:1989", 23}, {"koi", 15}, {"koi8", 15}, {"koi8-r", 15}, {"koi8-ru", 16},
    {"koi8-u", 16}, {"koi8_r", 15}, {"korean", 35}, {"ks_c_5601-1987", 35}, {"ks_c_5601-1989", 35}, {"ksc5601", 35},
    {"ksc_5601", 35}, {"l1", 21}, {"l2", 2}, {"l3", 3}, {"l4", 4}, {"l5", 23}, {"l6", 10}, {"l9", 13}, {"latin1", 21},
    {"latin2", 2}, {"latin3", 3}, {"latin4", 4}, {"latin5", 23}, {"latin6", 10}, {"logical", 9}, {"mac", 17},
    {"macintosh", 17}, {"ms932", 34}, {"ms_kanji", 34}, {"shift-jis", 34}, {"shift_jis", 34}, {"sjis", 34},
    {"sun_eu_greek", 7}, {"tis-620", 18}, {"ucs-2", 37}, {"unicode", 37}, {"unicode-1-1-utf-8", 0},
    {"unicode11utf8", 0}, {"unicode20utf8", 0}, {"unicodefeff", 37}, {"unicodefffe", 36}, {"us-ascii", 21},
    {"utf-16", 37}, {"utf-16be", 36}, {"utf-16le", 37}, {"utf-8", 0}, {"utf8", 0}, {"visual", 8},
    {"windows-1250", 19}, {"windows-1251", 20}, {"windows-1252", 21}, {"windows-1253", 22}, {"windows-1254", 23},
    {"windows-1255", 24}, {"windows-1256", 25}, {"windows-1257", 26}, {"windows-1258", 27}, {"windows-31j", 34},
    {"windows-874", 18}, {"windows-949", 35}, {"x-cp1250", 19}, {"x-cp1251", 20}, {"x-cp1252", 21}, {"x-cp1253", 22},
    {"x-cp1254", 23}, {"x-cp1255", 24}, {"x-cp1256", 25}, {"x-cp1257", 26}, {"x-cp1258", 27}, {"x-euc-jp", 32},
    {"x-gbk", 29}, {"x-mac-cyrillic", 28}, {"x-mac-roman", 17}, {"x-mac-ukrainian", 28}, {"x-sjis", 34},
    {"x-unicode20utf8", 0}, {"x-x-big5", 31},
}};

}  // namespace

std::optional<Encoding> encoding_of(std::string_view label) {
  const std::size_t begin = label.find_first_not_of(" \t\n\f\r");
  if (begin == std::string_view::npos) return std::nullopt;
  std::string lower(label.substr(begin, label.find_last_not_of(" \t\n\f\r") + 1 - begin));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  const auto* const found = std::lower_bound(kLabels.begin(), kLabels.end(), lower,
                                             [](const Label& held, const std::string& wanted) { return held.label < wanted; });
  if (found == kLabels.end() || found->label != lower) return std::nullopt;
  return kEncodings[found->encoding];
}

}  // namespace dehusk

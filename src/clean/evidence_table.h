#ifndef DEHUSK_CLEAN_EVIDENCE_TABLE_H_
#define DEHUSK_CLEAN_EVIDENCE_TABLE_H_
// The features by number, in the order of an EvidenceRow. The order is part of the format of rules/content.toml.

#include <cstdint>

namespace dehusk {

// clang-format off
enum Feature : std::uint8_t {
  kKind, kLevel, kWords, kBytes, kLinkShare, kSentenceEnds, kEndsSentence, kEndsColon, kCommaShare, kStopShare,
  kCapitalShare, kDigitShare, kStarts, kQuotes, kBars, kHuskWords, kHuskShare, kCopyright, kEmail, kYear, kClock,
  kWordLength, kTitleOverlap, kProse, kIdeographs, kPlace, kWordsBefore, kHeadlineDistance, kBlocksLeft, kHeadingGap,
  kHeadingLevel, kNextHeadingGap, kProseGapBefore, kProseGapAfter, kLineGap, kBefore3Words, kBefore3Links,
  kBefore3Kind, kBefore3Prose, kBefore2Words, kBefore2Links, kBefore2Kind, kBefore2Prose, kBefore1Words,
  kBefore1Links, kBefore1Kind, kBefore1Prose, kAfter1Words, kAfter1Links, kAfter1Kind, kAfter1Prose, kAfter2Words,
  kAfter2Links, kAfter2Kind, kAfter2Prose, kAfter3Words, kAfter3Links, kAfter3Kind, kAfter3Prose, kSameShape,
  kShapeRun, kShapeWords, kSameClass, kBeforeSame, kAfterSame, kTag, kParentTag, kDepth, kInArticle, kInMain,
  kInAside, kInFooter, kInHeader, kInNav, kInForm, kInList, kInTable, kInQuote, kInFigure, kInButton,
  kInBodyProperty, kClassContent, kClassNavigation, kClassRelated, kClassComment, kClassPromotion, kClassFooter,
  kClassHeader, kClassSidebar, kClassMeta, kClassShare, kClassCaption, kClassHidden, kClassWidget, kClassList,
  kBadClasses, kGoodClasses, kBox1Prose, kBox1Links, kBox1Words, kBox1Blocks, kBox1ProseBlocks, kBox2Prose,
  kBox2Links, kBox2Words, kBox2Blocks, kBox2ProseBlocks, kBox3Prose, kBox3Links, kBox3Words, kBox3Blocks,
  kBox3ProseBlocks, kInCore, kCoreSteps, kSiblingPlace, kSiblings, kGapBefore, kGapAfter, kPageWords, kPageProse,
  kPageProseShare, kPageLinks, kPageBlocks, kPageProseBlocks, kPageHeadings, kPageItems, kPageCells, kPageType,
  kPageArticles, kPageShape, kPageShapeWords, kPageIdeographs, kPageTimes, kPageInputs, kPageLongest, kPageMeanProse,
  kPageComments, kPageTables, kCutBefore, kHuskBefore, kCutAfter, kHuskAfter, kSaid, kBefore1Said,
  kAfter1Said, kCopies, kIsCopy, kDescribed, kInJsonBody, kPageJsonBody,
};
// clang-format on

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_TABLE_H_

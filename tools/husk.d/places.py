"""Where a section can stand on a page, and how five families of web sites write such a place: its element and its class names.

The class names are those that real systems use; a site keeps to one family (STYLES), as real sites do. An empty name is a container
without a class. Where a place has no container at all (`bare`), its blocks stand among those around them and nothing tells them apart.
"""

from dataclasses import dataclass

STYLES = ("news", "wordpress", "drupal", "bem", "bootstrap")


@dataclass(frozen=True)
class Place:
    """Of a section."""

    tag: str  # its element; empty: none
    classes: dict[str, str]  # by style
    is_linked: bool  # items and lines are links as a whole
    is_flat: bool  # lines are spans, not paragraphs
    region: str  # header, footer, aside or empty: the part of the page around it


def _places(table: str) -> dict[str, dict[str, Place]]:
    """One row a place: label, place, tag, flags (L linked, F flat), region, then the class names by style. '-' is nothing."""
    places: dict[str, dict[str, Place]] = {}
    for row in table.strip().split("\n"):
        if not row.strip():
            continue
        label, place, tag, flags, region, *names = (cell.strip() for cell in row.split("|"))
        if len(names) != len(STYLES):
            raise ValueError(f"a place needs {len(STYLES)} names: {row}")
        classes = {style: "" if name == "-" else name for style, name in zip(STYLES, names)}
        tag, region = ("" if name == "-" else name for name in (tag, region))
        places.setdefault(label, {})[place] = Place(tag, classes, "L" in flags, "F" in flags, region)
    return places


# The first place of a label is the one it has when a page names none.
PLACES = _places("""
body      |text       |-      |- |-     |-                     |-                        |-                                |-                       |-
body      |standfirst |div    |- |-     |article-standfirst    |entry-summary            |field field--name-field-lead     |article__lead           |lead
body      |figure     |figure |- |-     |inline-image          |wp-block-image size-large|media media--type-image          |figure figure--inline   |figure
body      |box        |aside  |- |-     |fact-box              |wp-block-group has-background|paragraph paragraph--type--infobox|article__infobox   |card card-body
body      |letter     |div    |- |-     |story-letter          |wp-block-quote           |field field--name-field-letter   |letter                  |well
body      |post       |div    |- |-     |post-message          |bbp-reply-content        |comment-body-text                |message__body           |post-content
body      |card       |div    |- |-     |teaser                |entry                    |views-row                        |card-list__item         |card
body      |code       |div    |- |-     |code-sample           |wp-block-code            |codeblock                        |code-block              |highlight
body      |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
headline  |line       |header |- |-     |article-header        |entry-header             |node__header                     |article__header         |page-header
headline  |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
either    |line       |div    |F |-     |article-meta          |entry-meta               |node__meta                       |article__meta           |meta
either    |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-

nav       |menu       |nav    |L |header|main-nav              |main-navigation          |block block-menu navigation      |header__nav             |navbar navbar-expand
nav       |brand      |div    |LF|header|site-logo             |site-branding            |site-branding                    |header__brand           |navbar-brand
nav       |skip       |div    |LF|-     |skip-links            |skip-link screen-reader-text|visually-hidden focusable skip-link|skip-link            |sr-only sr-only-focusable
nav       |langs      |ul     |LF|header|language-switch       |lang-switcher            |links language-switcher-language-url|header__languages    |nav nav-pills languages
nav       |breadcrumb |nav    |LF|-     |breadcrumbs           |breadcrumb-trail         |breadcrumb                       |breadcrumbs             |breadcrumb
nav       |sidebar    |aside  |L |-     |side-nav              |widget widget_nav_menu   |block block-menu menu--sidebar   |sidebar__nav            |list-group
nav       |toc        |nav    |L |-     |article-contents      |ez-toc-container         |toc-block                        |toc                     |table-of-contents
nav       |tags       |div    |LF|-     |article-tags          |post-tags tags-links     |field field--name-field-tags     |article__tags           |tags
nav       |pager      |nav    |L |-     |pagination            |nav-links post-navigation|pager                            |pagination              |pagination
nav       |top        |div    |LF|-     |back-to-top           |scroll-to-top            |back-to-top                      |to-top                  |btn btn-link
nav       |filter     |div    |LF|-     |filter-bar            |facetwp-facet            |views-exposed-form               |filters                 |filter-group
nav       |footer     |nav    |L |footer|footer-links          |footer-widget widget     |block block-menu footer-menu     |footer__nav             |footer-nav
nav       |bare       |-      |L |-     |-                     |-                        |-                                |-                       |-
ad        |box        |div    |- |-     |ad-slot               |adsbygoogle-wrap ad-inserter|block block-ad               |ad ad--inline           |banner-ad
ad        |teaser     |div    |L |-     |sponsored-content     |sponsored-post           |view-sponsored                   |promo promo--partner    |sponsored
ad        |bare       |-      |L |-     |-                     |-                        |-                                |-                       |-
donation  |box        |section|- |-     |support-box           |give-donation-form wp-block-group|block block-donate       |donate                  |donation-box
donation  |banner     |div    |- |-     |contribution-banner   |donation-notice          |site-donation-message            |appeal-banner           |alert alert-donate
donation  |dialog     |div    |- |-     |support-overlay       |popmake donation-popup   |modal-donate                     |appeal-modal            |modal fade
donation  |letter     |div    |- |-     |editor-appeal         |reader-support           |field--name-field-appeal         |article__appeal         |appeal
donation  |footer     |div    |- |footer|footer-support        |widget widget_donate     |block footer-donate              |footer__donate          |footer-donate
donation  |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
newsletter|box        |div    |- |-     |newsletter-signup     |mc4wp-form wp-block-jetpack-subscriptions|block block-simplenews|newsletter          |subscribe-form
newsletter|footer     |div    |- |footer|footer-newsletter     |widget widget_mc4wp_form_widget|block block-mailchimp      |footer__newsletter      |newsletter-footer
newsletter|bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
caption   |figure     |figure |- |-     |article-image         |wp-block-image wp-caption|field field--name-field-image    |figure                  |figure
caption   |gallery    |div    |- |-     |photo-gallery         |wp-block-gallery         |field--name-field-gallery        |gallery                 |carousel
caption   |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
credit    |line       |div    |F |-     |image-credit          |photo-credit             |field--name-field-credits        |article__credits        |small credits
credit    |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
byline    |line       |div    |F |-     |byline                |byline author vcard      |node__submitted                  |article__author         |author
byline    |bio        |div    |- |-     |author-bio            |author-box               |block block-author-bio           |author-card             |media author-info
byline    |post       |div    |F |-     |post-author           |bbp-author-name          |comment__author                  |message__author         |username
byline    |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
date      |line       |div    |F |-     |dateline              |posted-on                |field field--name-created        |article__date           |text-muted date
date      |post       |div    |F |-     |post-date             |bbp-reply-post-date      |comment__time                    |message__date           |post-date
date      |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
share     |bar        |div    |LF|-     |share-bar             |sharedaddy sd-sharing-enabled|social-sharing-buttons       |share                   |social-share
share     |footer     |div    |LF|footer|follow-us             |widget social-links      |block-social-follow              |footer__social          |social-icons
share     |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
related   |box        |aside  |L |-     |related-stories       |jp-relatedposts yarpp-related|view view-related-content    |related                 |related-posts
related   |list       |div    |L |-     |more-news             |widget widget_recent_entries|block block-views latest      |latest-list             |row more-articles
related   |sidebar    |aside  |L |-     |most-read             |widget popular-posts     |block block-views popular        |sidebar__popular        |col-md-4 sidebar
related   |inline     |div    |L |-     |read-also             |wp-block-embed read-more-box|field--name-field-see-also    |article__see-also       |see-also
related   |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
comment   |section    |section|- |-     |comments              |comments-area            |comment-wrapper                  |comments                |comment-list
comment   |form       |div    |- |-     |comment-form          |comment-respond          |comment-form                     |comments__form          |comment-form
comment   |invite     |div    |- |-     |join-conversation     |comments-link            |comment-forbidden                |comments__invite        |comment-cta
comment   |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
consent   |banner     |div    |- |-     |cookie-banner         |cookie-notice-container cli-bar|eu-cookie-compliance-banner|cookie-consent        |cookieconsent alert
consent   |dialog     |div    |- |-     |privacy-manager       |cmplz-cookiebanner       |sliding-popup                    |consent-dialog          |modal consent
consent   |embed      |div    |- |-     |embed-consent         |cmplz-placeholder        |media-oembed-consent             |embed__consent          |embed-placeholder
consent   |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
paywall   |box        |div    |- |-     |paywall               |memberful-paywall pmpro_content_message|paywall-message    |paywall                 |subscription-wall
paywall   |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
legal     |footer     |div    |F |footer|footer-legal          |site-info                |copyright                        |footer__legal           |footer-bottom
legal     |note       |div    |- |-     |disclaimer            |disclaimer               |field--name-field-disclaimer     |article__disclaimer     |disclaimer
legal     |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
other     |tool       |div    |F |-     |article-tools         |post-tools               |links inline                     |article__tools          |btn-toolbar
other     |search     |form   |F |header|search-form           |search-form              |search-block-form                |header__search          |form-inline
other     |login      |div    |F |header|user-bar              |login-widget             |user-login-form                  |header__account         |navbar-right
other     |widget     |aside  |- |-     |widget-box            |widget                   |block block-custom               |widget                  |panel
other     |buy        |div    |- |-     |buy-box               |woocommerce-cart cart    |commerce-add-to-cart             |product__buy            |add-to-cart
other     |rating     |div    |F |-     |rating                |star-rating              |fivestar-widget                  |product__rating         |rating
other     |player     |div    |F |-     |audio-player          |wp-audio-shortcode       |media-player                     |player                  |player
other     |footer     |div    |- |footer|footer-info           |footer-widget            |block footer-block               |footer__info            |footer-info
other     |bare       |-      |- |-     |-                     |-                        |-                                |-                       |-
""")

# What is around the text, by style: the whole page, the main part, the article, its text; the header, the footer.
FRAME = {
    "news": ("page", "main-content", "story", "story-body", "site-header", "site-footer"),
    "wordpress": ("site", "site-main", "post type-post hentry", "entry-content", "site-header", "site-footer"),
    "drupal": ("layout-container", "layout-content", "node node--type-article", "node__content field--name-body", "header region", "footer region"),
    "bem": ("page__wrapper", "page__main", "article", "article__body", "header", "footer"),
    "bootstrap": ("container", "col-md-8", "post", "content", "navbar-header", "footer"),
}
# The title, the text, the list and the button inside a container whose first class name is {}.
INNER = {
    "news": ("{}-title", "", "{}-list", "btn"),
    "wordpress": ("widget-title", "", "", "wp-block-button__link"),
    "drupal": ("block__title", "field__item", "item-list", "button"),
    "bem": ("{}__title", "{}__text", "{}__list", "button {}__button"),
    "bootstrap": ("h4", "", "list-unstyled", "btn btn-primary"),
}

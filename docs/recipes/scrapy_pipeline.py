"""Scrapy: an item pipeline that fills an item's `text` from the page in its `html`. Cleaning runs in a thread, so that
the spider's loop goes on; the interpreter's lock is not held.

  ITEM_PIPELINES = {"scrapy_pipeline.DehuskPipeline": 300}      in settings.py
"""

import dehusk
from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem
from twisted.internet.threads import deferToThread


class DehuskPipeline:
    def open_spider(self, spider):
        self.cleaner = dehusk.Cleaner().load()

    def process_item(self, item, spider):
        fields = ItemAdapter(item)
        return deferToThread(self.cleaner.clean, fields["html"], fields.get("url")).addCallback(self.filled, item)

    @staticmethod
    def filled(page, item):
        if not page.text:
            raise DropItem(f"no text in {page.url}")
        fields = ItemAdapter(item)
        fields["text"], fields["title"] = page.text, page.title
        fields["removed"] = [f"{piece.rule} {piece.file}:{piece.line}" for piece in page.removed]
        del fields["html"]
        return item

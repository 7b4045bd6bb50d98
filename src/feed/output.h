#ifndef DEHUSK_FEED_OUTPUT_H_
#define DEHUSK_FEED_OUTPUT_H_
// Where results go: standard output, or a file that appears under its name only when it is complete; as they are, or
// packed. A reader that has gone away (EPIPE) is no failure, only a reason to stop.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.h"
#include "feed/packer.h"

namespace dehusk {

class Output {
 public:
  // Standard output.
  Output() = default;
  // An open descriptor that is not ours to close.
  explicit Output(int descriptor) : descriptor_(descriptor) {}
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();  // throws an unfinished file away

  // A file; an existing one is only replaced if `may_replace`, and keeps its content until finish(). What is no
  // regular file (/dev/null, a named pipe) is written to as it is.
  [[nodiscard]] static Result<Output> to_file(const std::string& path, bool may_replace);

  // From here on what is written is packed.
  void pack(Packing packing);

  // Buffers; false once the reader has gone or a write failed.
  bool write(std::string_view bytes);
  // What was written can be read now, by whoever unpacks it too; not if it is in a file that is not complete yet.
  bool flush();
  // What was written since the last one is a gzip member, or a zstd frame, of its own; nothing if it is not packed.
  void end_member();

  // Flushes and gives a file its name. What went wrong; empty if nothing did or if the reader has gone.
  [[nodiscard]] std::string finish();
  // The same of a run that ends before its input does: what was written goes out, but a file is thrown away.
  [[nodiscard]] std::string leave_off();

  // For many files, of which each would wait for the disk: all of them are handed to the system, made durable in one go
  // with whatever is on the same device, and then given their names.
  void hand_over();
  [[nodiscard]] std::uint64_t device() const;  // of a file
  [[nodiscard]] bool sync_device();
  [[nodiscard]] std::string finish_synced();

  [[nodiscard]] bool reader_has_gone() const { return reader_has_gone_; }
  [[nodiscard]] bool has_failed() const { return error_ != 0; }

 private:
  bool send();
  [[nodiscard]] std::string end_file(bool is_durable);

  int descriptor_ = 1;
  bool owns_ = false;
  std::string path_;       // of the file, empty for a descriptor
  std::string temporary_;  // its name until it is complete
  std::optional<Packer> packer_;
  std::string buffer_;
  bool reader_has_gone_ = false;
  int error_ = 0;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_OUTPUT_H_

#ifndef DEHUSK_FEED_WIRE_H_
#define DEHUSK_FEED_WIRE_H_
// Tasks and answers as bytes on a socket between two processes of the same program, so numbers stand as they do in
// memory. A message is a note of everything but the record's bytes, and then these, which are never copied into one
// piece with it:
//
//   8 bytes: size of the note | 8 bytes: size of the bytes | note | bytes
//
// Who receives believes nothing: the other process may have run wild. No memory is taken for a size before as many
// bytes have come, and a note that is not read to its very end, or holds a value that there is not, is no note.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "feed/job.h"
#include "feed/task.h"

namespace dehusk {

// The note of a message, with the two sizes in front of it; the message goes on with the `bytes` of the task or answer.
[[nodiscard]] std::string note_of(const Task& task);
[[nodiscard]] std::string note_of(const Answer& answer);
// What a worker says when it is ready.
[[nodiscard]] std::string greeting();

// A message on its way out, in as many pieces as the socket takes.
class Outbox {
 public:
  // `bytes` must last until all is sent.
  void put(std::string note, std::string_view bytes);

  enum class Sent : std::uint8_t { all, some, failed };
  // Does not wait if `may_wait` is false.
  [[nodiscard]] Sent send(int socket, bool may_wait);

  [[nodiscard]] bool is_empty() const { return done_ == note_.size() + bytes_.size(); }
  [[nodiscard]] bool has_begun() const { return done_ > 0; }
  [[nodiscard]] bool is_half_sent() const { return has_begun() && !is_empty(); }

 private:
  std::string note_;
  std::string_view bytes_;
  std::size_t done_ = 0;
};

// A message on its way in.
class Inbox {
 public:
  enum class Got : std::uint8_t { message, some, nothing, end, nonsense };
  // Reads on in the message that is coming in, and no further. nothing: there is nothing to read and `may_wait` is
  // false. After `message` the next call begins with the next one.
  [[nodiscard]] Got receive(int socket, bool may_wait);

  // Of the message: false if it is not what was meant to come. A task's bytes are valid until the next call of
  // receive(), an answer's are taken away.
  [[nodiscard]] bool is_greeting() const;
  [[nodiscard]] bool read(Task& task) const;
  [[nodiscard]] bool read(Answer& answer);

 private:
  [[nodiscard]] bool has_sizes() const { return prefix_.size() == kPrefix; }
  void begin();
  [[nodiscard]] std::uint64_t size(std::size_t which) const;

  static constexpr std::size_t kPrefix = 16;
  std::string prefix_, note_, bytes_;
  bool is_complete_ = false;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_WIRE_H_

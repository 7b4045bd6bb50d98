#ifndef DEHUSK_FEED_SIGNALS_H_
#define DEHUSK_FEED_SIGNALS_H_
// What is said to the run from outside. SIGTERM and SIGINT: read no more, finish what is in hand; said again, they end
// it at once. SIGHUP: read the rules again. The handlers only note it, and wake who waits for input; whoever reads asks
// between two records.
//
// A signal that was ignored when dehusk was started stays so: that is how nohup and shells without job control want it.

namespace dehusk {

// Once, before there are threads. Without it nothing is ever asked for.
void listen_to_signals();

// The signal that asked the run to stop; 0: none did.
[[nodiscard]] int stop_signal();

// Whether the rules are to be read again, since this was asked last.
[[nodiscard]] bool take_reload();

// Waits until there is something to read, or its end. False: a signal has come instead.
[[nodiscard]] bool wait_for_input(int descriptor);

}  // namespace dehusk

#endif  // DEHUSK_FEED_SIGNALS_H_

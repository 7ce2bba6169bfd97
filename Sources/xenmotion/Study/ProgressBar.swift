import Foundation
import StudyKit
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How far something has come, on stderr: a bar with the time left on a terminal, and elsewhere a
/// line now and then.
final class ProgressBar: Sendable {
  private struct State {
    let began = ContinuousClock.now
    var shown: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let isQuiet: Bool
  private let noun: String
  private let isTerminal = isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  private let state = Mutex(State())

  init(isQuiet: Bool, noun: String) {
    self.isQuiet = isQuiet
    self.noun = noun
  }

  /// Shows it, if the last time is long enough ago.
  ///
  /// - Parameters:
  ///   - done: What is there.
  ///   - new: What of that has been done since it began: from this the time left is told.
  func show(done: Int, new: Int, of most: Int) {
    guard !isQuiet else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      let span = isTerminal ? Duration.milliseconds(100) : .seconds(10)
      guard now - (state.shown ?? (isTerminal ? state.began - span : state.began)) >= span else {
        return
      }
      state.shown = now
      let left = Self.left(done, new, most, after: now - state.began)
      let percent = most > 0 ? 100 * done / most : 100
      let counts = "\(done) of \(most) \(noun)" + (left.map { ", \($0) left" } ?? "")
      if isTerminal {
        let filled = percent * 24 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
        state.isDrawn = true
        // To the line's beginning, and what stands there away.
        _ = Descriptor.error.write("\r\u{1B}[K[\(bar)] \(percent) %  \(counts)")
      } else {
        Console.error("\(percent) %: \(counts)")
      }
    }
  }

  /// Takes the bar away.
  func end() {
    state.withLock { state in
      if state.isDrawn { _ = Descriptor.error.write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  /// At the pace so far; nil while there is none to tell.
  private static func left(_ done: Int, _ new: Int, _ most: Int, after elapsed: Duration) -> String?
  {
    let seconds = elapsed / .seconds(1)
    guard new > 0, seconds > 0.5 else { return nil }
    return self.span(seconds: Int((Double(most - done) * seconds / Double(new)).rounded(.up)))
  }

  /// "2:05", "1:00:00".
  static func span(seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return seconds < 3600
      ? "\(seconds / 60):\(two(seconds % 60))"
      : "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}

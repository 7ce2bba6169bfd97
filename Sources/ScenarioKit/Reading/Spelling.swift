/// Finds what was probably meant by a word that is not among those that may stand.
public enum Spelling {
  /// The candidate nearest to `word`, if one is near enough to name; the first of equals.
  public static func nearest<S: Sequence<String>>(to word: String, among candidates: S) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      // A third of the letters may differ: past that, words are merely alike in length.
      let allowed = max(1, min(max(wanted.count, scalars.count) / 3, 4))
      guard abs(scalars.count - wanted.count) <= allowed, scalars.count <= 100 else { continue }
      let distance = distance(wanted, scalars)
      if distance <= allowed, distance < best?.distance ?? .max, candidate != word {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`.
  ///
  /// The optimal string alignment form of Damerau and Levenshtein's distance: no part is edited
  /// twice. Check value: "memroy" to "memory" is 1.
  /// - Complexity: O(a.count · b.count).
  static func distance<T: Equatable>(_ a: [T], _ b: [T]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

/// What a mistyped word may have been meant to be.
enum Suggestion {
  /// The word nearest to `word`, if it is near: at most a third of its letters are wrong.
  static func nearest(to word: String, in words: [String]) -> String? {
    words.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
      .flatMap { $0.1 <= max(1, max(word.count, $0.0.count) / 3) ? $0.0 : nil }
  }

  /// Insertions, removals, changes and swaps of neighbours that make `a` into `b`.
  ///
  /// The optimal string alignment distance; O(|a|·|b|).
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a), b = Array(b)
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

/// Rows of numbers whose columns are summed, each row as often as a resample has it.
struct RowTable {
  let rows: Int
  let columns: Int
  /// Row by row.
  private let values: [Double]

  init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
    self.rows = rows
    self.columns = columns
    values = [Double](unsafeUninitializedCapacity: rows * columns) { values, count in
      for row in 0..<rows {
        for column in 0..<columns {
          (values.baseAddress! + row * columns + column).initialize(to: value(row, column))
        }
      }
      count = rows * columns
    }
  }

  /// The sums of the columns.
  func sums(_ counts: [Double], into sums: inout [Double]) {
    values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        sums.update(repeating: 0)
        for row in 0..<rows where counts[row] != 0 {
          let count = counts[row]
          let start = row * columns
          for column in 0..<columns { sums[column] += count * values[start + column] }
        }
      }
    }
  }

  /// The sum of one column.
  func sum(_ counts: [Double], column: Int) -> Double {
    (0..<rows).reduce(0) { $0 + counts[$1] * values[$1 * columns + column] }
  }
}

import Foundation
import MigrationSim
import ScenarioKit
import Testing

@Suite struct `A table of measured rounds` {
  private func load(_ text: String, memory: ByteCount? = nil) throws -> MeasuredRounds {
    try MeasuredRounds.load(text: text, name: "rounds.csv", memory: memory)
  }

  private func said(_ text: String, memory: ByteCount? = nil) -> String {
    do throws(ScenarioError) {
      _ = try MeasuredRounds.load(text: text, name: "rounds.csv", memory: memory)
      return ""
    } catch {
      #expect(error.exitCode == 65)
      return error.rendered
    }
  }

  @Test func `is read in pages and seconds`() throws {
    let rounds = try load(
      """
      # xend, 2012
      round, duration_ms, pages_sent, pages_skipped, pages_dirtied, note
      1, 1702, 28847, 3921, 6036, "first, and longest"
      2, 201, 3462, 2574, ,
      """)
    #expect(rounds.memory == 32_768)
    #expect(rounds.rows.map(\.number) == [1, 2])
    #expect(rounds.rows.map(\.duration) == [1.702, 0.201])
    #expect(rounds.rows.map(\.dirtied) == [6036, nil])
    #expect(rounds.rows.map(\.isLive) == [true, true])
  }

  // 555 · 10⁶ · 1.702/(8 · 4096) = 28,827 pages; 116 likewise 6025; a MiB is 256 pages.
  @Test func `is read in megabytes and rates as well`() throws {
    let rounds = try load(
      """
      duration_s,rate_mbit_s,sent_mib,dirty_mbit_s,live
      1.702,555,,116,true
      2,555,44,,false
      """, memory: .mebibytes(128))
    #expect(rounds.memory == 32_768)
    #expect(abs(rounds.rows[0].sent - 28_827) < 0.5)
    #expect(abs((rounds.rows[0].dirtied ?? 0) - 6025) < 0.5)
    // What has a column nearer to pages is not derived from a rate.
    #expect(rounds.rows[1].sent == 44 * 256)
    #expect(rounds.rows.map(\.isLive) == [true, false])
  }

  // 593 pages at 14,149.646 a second were written in 41.9 ms, after a round of 1 ms.
  @Test func `of a run of this program tells for how long was written`() throws {
    let rounds = try load(
      """
      vm,round,live,began_s,duration_ms,pages_to_send,pages_sent,pages_skipped,bytes,\
      rate_mbit_per_s,pages_dirtied,dirty_rate_pages_per_s
      web,10,true,9.35,1.0,29,29,0,119032,941.482,593,14149.646
      web,11,false,9.45,20.7,593,593,0,2433688,941.482,0,0.0
      """, memory: .mebibytes(256))
    #expect(abs(rounds.rows[0].wrote - 0.0419) < 1e-4)
    #expect(rounds.rows[1].wrote == 0.0207)
  }

  @Test func `is refused with everything that is wrong in it`() {
    let text = said(
      """
      round,duration_ms,pages_sent,pages_skipped,live,pages_dirted
      1,1702,28847,3921,true,1
      1,-4,x,2574,nope,1
      2,0,,1,false,1
      3,178,99999,1,true,1
      4,178
      """)
    #expect(
      text.split(separator: "\n").filter { $0.contains("error:") }.map(String.init) == [
        "rounds.csv:1:49: error: no column is called \"pages_dirted\"; "
          + "did you mean \"pages_dirtied\"?",
        "rounds.csv:3:1: error: round 1 comes after round 1: a table holds one migration",
        "rounds.csv:3:3: error: -4 is out of range: from 0.0 to 10000000.0",
        "rounds.csv:3:6: error: \"x\" is not a number",
        "rounds.csv:3:13: error: \"nope\" is neither true nor false",
        "rounds.csv:4:1: error: the row does not tell what was sent: pages_sent, sent_mib, "
          + "rate_mbit_s",
        "rounds.csv:4:3: error: a round takes some time",
        "rounds.csv:5:1: error: 100000 pages are passed over or sent, and the memory has 32768",
        "rounds.csv:6:3: error: cells in this row: 2; columns: 6",
      ])
  }

  @Test(arguments: [
    ("", "rounds.csv: error: the table is empty"),
    ("duration_s,pages_sent\n", "rounds.csv:1:1: error: the table has no rounds"),
    ("duration,pages_sent\n1,1\n", "rounds.csv:1:1: error: no column is called \"duration\""),
    ("duration_s;pages_sent\n1;1\n", "rounds.csv:1:1: error: cells are separated by commas"),
    ("duration_s,vm\n1,1\n", "rounds.csv:1:1: error: the table needs a column pages_sent or"),
    ("duration_s,duration_ms,sent_mib\n1,1,1\n", "rounds.csv:1:12: error: duration_s and"),
    (
      "duration_s,sent_mib,live\n1,1,false\n1,1,true\n",
      "rounds.csv:3:1: error: no round comes after the one in which the guest stood still"
    ),
  ]) func `that is none is refused`(text: String, message: String) {
    #expect(said(text).hasPrefix(message), "\(said(text))")
  }

  @Test func `of absurd size is refused`() {
    let rounds = (1...201).map { "\($0),1,1\n" }.joined()
    #expect(
      said("round,duration_s,pages_sent\n" + rounds).hasPrefix(
        "rounds.csv:202:1: error: a table holds at most 200 rounds"))
    #expect(
      said("duration_s,rate_mbit_s\n1e7,1e12\n").hasPrefix(
        "rounds.csv:2:1: error: 3.0517578125e+20 pages are passed over or sent, and the memory"))
  }

  @Test func `of more than the memory is refused`() {
    #expect(
      said("duration_s,pages_sent\n1,5000\n", memory: .mebibytes(16)).hasPrefix(
        "rounds.csv:2:1: error: 5000 pages are passed over or sent, and the memory has 4096"))
  }
}

import StudyKit
import Testing

@Suite struct `A shard` {
  private func shard(
    _ text: String, _ environment: [String: String] = [:]
  ) throws(Shard.Failure) -> String {
    let shard = try Shard.read(text, environment: environment)
    return "\(shard.index)/\(shard.count)"
  }

  private func failure(_ text: String, _ environment: [String: String] = [:]) -> String? {
    do throws(Shard.Failure) {
      _ = try Shard.read(text, environment: environment)
      return nil
    } catch {
      return error.description
    }
  }

  private static let slurm = [
    "SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "8", "SLURM_ARRAY_TASK_MIN": "0",
    "SLURM_PROCID": "0", "SLURM_NTASKS": "1",
  ]

  @Test func `is one of as many as there are`() throws {
    #expect(try shard("3/8") == "3/8")
    #expect(try shard("0/1") == "0/1")
    #expect(Shard(8, of: 8) == nil)
    #expect(Shard(-1, of: 8) == nil)
    #expect(Shard(0, of: 0) == nil)
    #expect(Shard(0, of: 1_000_001) == nil)
    #expect(failure("8/8") == "there is no shard 8/8: they are 0/8 and so on.")
    #expect(failure("-1/8") == "there is no shard -1/8: they are 0/8 and so on.")
  }

  @Test(arguments: [
    "", "3", "3/", "/8", "3/8/9", "x/8", "3/x", "auto/", "auto/x", "auto/8/9", "Auto",
  ]) func `is nothing else`(text: String) {
    let said = "\"\(text)\" is no shard: it is 3/8 for the fourth of eight, auto, or auto/8."
    #expect(failure(text, Self.slurm) == said)
  }

  @Test(arguments: [
    ("auto", slurm),
    // An array that is counted from 1, as --array=1-8 is.
    (
      "auto",
      [
        "SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_COUNT": "8", "SLURM_ARRAY_TASK_MIN": "1",
      ]
    ),
    ("auto/8", slurm),
    ("auto", ["SLURM_PROCID": "3", "SLURM_STEP_NUM_TASKS": "8", "SLURM_NTASKS": "8"]),
    ("auto", ["OMPI_COMM_WORLD_RANK": "3", "OMPI_COMM_WORLD_SIZE": "8"]),
    ("auto", ["PMI_RANK": "3", "PMI_SIZE": "8"]),
    ("auto/8", ["PARALLEL_SEQ": "4"]),
    ("auto/8", ["JOB_COMPLETION_INDEX": "3"]),
  ]) func `is told by every launcher`(text: String, environment: [String: String]) throws {
    #expect(try shard(text, environment) == "3/8")
  }

  @Test(arguments: [
    // GNU parallel in a job of Slurm.
    ("auto/16", ["PARALLEL_SEQ": "6"], "5/16"),
    // MPI, and srun, in a job of Slurm.
    ("auto", ["OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "2"], "1/2"),
    ("auto", ["SLURM_PROCID": "2", "SLURM_STEP_NUM_TASKS": "4"], "2/4"),
    // One process that srun started, alone: what the array says counts.
    ("auto", ["SLURM_PROCID": "0", "SLURM_STEP_NUM_TASKS": "1"], "3/8"),
    ("auto/8", ["PMI_RANK": "0", "PMI_SIZE": "1", "SLURM_STEP_NUM_TASKS": "1"], "3/8"),
  ]) func `is told by the innermost launcher of several processes`(
    text: String, inner: [String: String], told: String
  ) throws {
    #expect(try shard(text, Self.slurm.merging(inner) { $1 }) == told)
  }

  @Test func `is the whole where one process was launched and nobody tells more`() throws {
    #expect(try shard("auto", ["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "1"]) == "0/1")
  }

  @Test func `is not guessed`() {
    let names =
      "PARALLEL_SEQ, OMPI_COMM_WORLD_RANK, PMI_RANK, SLURM_PROCID, SLURM_ARRAY_TASK_ID, "
      + "JOB_COMPLETION_INDEX"
    let unset = "none of \(names) is set: say which shard, such as 0/8."
    #expect(failure("auto") == unset)
    #expect(failure("auto/8", ["PARALLEL_SEQ": "one"]) == unset)
    // A batch script's own, which is 0 in every job.
    #expect(failure("auto/8", ["SLURM_PROCID": "0", "SLURM_NTASKS": "1"]) == unset)
    for index in ["PARALLEL_SEQ", "JOB_COMPLETION_INDEX"] {
      #expect(
        failure("auto", [index: "1"])
          == "\(index) tells which shard, but not of how many: auto/8.")
    }
    #expect(
      failure("auto/8", ["PARALLEL_SEQ": "9"])
        == "PARALLEL_SEQ=9 is none of 8 shards that begin at 1.")
    #expect(
      failure("auto/8", ["PARALLEL_SEQ": "0"])
        == "PARALLEL_SEQ=0 is none of 8 shards that begin at 1.")
    #expect(
      failure("auto/8", ["JOB_COMPLETION_INDEX": "8"])
        == "JOB_COMPLETION_INDEX=8 is none of 8 shards that begin at 0.")
  }

  /// After `sbatch --array=3,7` of eight, the lowest number is no longer the first shard's.
  @Test func `is not told by a launcher of another number of processes`() {
    let again = [
      "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "3",
    ]
    #expect(
      failure("auto/8", again)
        == "SLURM_ARRAY_TASK_COUNT=2 is not 8: say which shard, such as $SLURM_ARRAY_TASK_ID/8.")
    #expect(
      failure("auto", again) == "SLURM_ARRAY_TASK_ID=7 is none of 2 shards that begin at 3.")
  }
}

import Foundation
import Testing

@Suite struct `xenmotion study submit` {
  /// A study of three units of work, in a folder whose name no shell takes as it is; beside it an
  /// `sbatch` that notes its arguments, a line each.
  private final class Place {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "it's a \"$place\" \(UUID().uuidString)")

    /// - Parameter sbatch: What it does besides, in lines of shell; `$count` tells how often it
    ///   was called.
    init(sbatch: String = "echo $((11 + count))") throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try write(
        "my study.yaml",
        """
        study: my study
        scenario: 6.J
        factors: [{name: seed of nothing, path: aftermath, values: [1 s, 2 s, 3 s]}]
        replications: 2
        responses: [downtime]

        """)
      try write(
        "sbatch",
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        for word in "$@"; do printf '%s\\n' "$word" >> words; done
        echo call >> calls
        count=$(wc -l < calls)
        \(sbatch)

        """)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: path("sbatch"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ name: String, _ text: String) throws {
      try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    func text(_ name: String) -> String? {
      try? String(contentsOfFile: path(name), encoding: .utf8)
    }

    /// A line for the shell, run there, with that `sbatch`.
    func shell(_ line: String) throws -> Command.Outcome {
      let place = "'" + folder.path.replacing("'", with: "'\\''") + "'"
      return try Command.shell("cd \(place) && PATH=\"$PWD:$PATH\"; \(line)")
    }

    func submit(_ words: String = "") throws -> Command.Outcome {
      try shell("\"$XENMOTION\" study submit --slurm 'my study.yaml' \(words)")
    }

    var words: [String] { (text("words") ?? "").split(separator: "\n").map(String.init) }
  }

  @Test func `submits the shards, and the merge after them`() throws {
    let place = try Place()
    let run = try place.submit("--sbatch --partition=long --sbatch --comment='a \"b\" $c'")
    #expect(run.code == 0, "\(run.error)")
    let results = place.path("my study.results")
    let options = ["--partition=long", "--comment=a \"b\" $c"]
    #expect(
      place.words == ["--parsable", "--chdir=\(results)"] + options
        + ["\(results)/slurm/run.sbatch"]
        + [
          "--parsable", "--dependency=afterok:12", "--kill-on-invalid-dep=yes",
          "--chdir=\(results)",
        ] + options + ["\(results)/slurm/merge.sbatch"])
    #expect(run.output.hasPrefix("job 12: 3 shards\njob 13: the merge, once all are done\n"))
    #expect(run.output.contains("squeue --jobs=12,13\n"))
    #expect(run.output.contains("xenmotion study status 'my study.results'\n"))
  }

  @Test func `writes scripts that run this program on the folder's study`() throws {
    let place = try Place()
    #expect(try place.submit("--shards 2 --at-a-time 1 --cpus-per-task 2").code == 0)
    // The log's folder is there, without which Slurm would end the jobs without a word.
    #expect(FileManager.default.fileExists(atPath: place.path("my study.results/slurm/log")))
    let script = try #require(place.text("my study.results/slurm/run.sbatch"))
    for line in ["--job-name=my-study", "--array=0-1%1", "--cpus-per-task=2"] {
      #expect(script.contains("#SBATCH \(line)\n"), "\(line)")
    }
    // As Slurm would run them, but that the study's file is no longer what it was.
    try place.write("my study.yaml", "no study")
    let jobs = try place.shell(
      """
      cd 'my study.results' && export SLURM_CPUS_PER_TASK=2
      for shard in 0 1; do SLURM_ARRAY_TASK_ID=$shard bash slurm/run.sbatch || exit; done
      bash slurm/merge.sbatch
      """)
    #expect(jobs.code == 0, "\(jobs.error)")
    let runs = try #require(place.text("my study.results/runs.csv"))
    #expect(runs.split(separator: "\n").count == 1 + 3 * 2)
  }

  @Test func `prints what it would run, and submits nothing, on a dry run`() throws {
    let place = try Place()
    let dry = try place.submit("--dry-run --sbatch --time=02:00:00 --sbatch --comment='a b'")
    #expect(dry.code == 0, "\(dry.error)")
    #expect(place.words.isEmpty)
    #expect(place.text("my study.results/slurm/run.sbatch") != nil)
    #expect(place.text("my study.results/manifest.json") != nil)
    // The shell understands it as it is meant.
    #expect(try place.shell(dry.output).code == 0)
    let printed = place.words.map { $0.replacing("afterok:JOB", with: "afterok:13") }
    #expect(try place.submit("--sbatch --time=02:00:00 --sbatch --comment='a b'").code == 0)
    // The third and fourth call of it: its array is job 14.
    #expect(
      place.words.dropFirst(printed.count).map {
        $0.replacing("afterok:14", with: "afterok:13")
      } == printed)
  }

  @Test func `goes on with a folder of results`() throws {
    let place = try Place()
    #expect(try place.submit("--dry-run --seed 7").code == 0)
    let manifest = place.text("my study.results/manifest.json")
    let again = try place.shell("\"$XENMOTION\" study submit --slurm 'my study.results'")
    #expect(again.code == 0, "\(again.error)")
    #expect(place.words.last == place.path("my study.results/slurm/merge.sbatch"))
    #expect(place.text("my study.results/manifest.json") == manifest)
  }

  @Test func `says so where there is no Slurm`() throws {
    let place = try Place()
    let run = try place.shell(
      "PATH=/no-such-folder; \"$XENMOTION\" study submit --slurm 'my study.yaml'")
    #expect(run.code == 69)
    #expect(run.error.hasPrefix("error: there is no sbatch in PATH"))
    #expect(run.output.isEmpty)
  }

  @Test func `says so where Slurm refuses`() throws {
    let refusing = try Place(sbatch: "echo 'sbatch: error: no such partition' >&2; exit 1")
    let run = try refusing.submit()
    #expect(run.code == 69)
    #expect(
      run.error == "sbatch: error: no such partition\nerror: sbatch refused, with code 1\n")

    let silent = try Place(sbatch: "echo no job today")
    let answered = try silent.submit()
    #expect(answered.code == 69)
    #expect(answered.error == "error: sbatch gave no job's number, but \"no job today\n\"\n")
  }

  @Test func `says which job goes on where the merge alone is refused`() throws {
    let place = try Place(sbatch: "[ $count -lt 2 ] && echo 12")
    let run = try place.submit()
    #expect(run.code == 69)
    #expect(run.error.contains("the shards are queued all the same, as job 12: "))
    #expect(run.error.contains("'xenmotion study merge 'my study.results''"))
  }

  @Test(arguments: [
    (64, "'my study.yaml'"), (64, "--slurm"), (64, "--slurm 'my study.yaml' --shards 0"),
    (64, "--slurm 'my study.yaml' --shards 1000001"),
    (64, "--slurm 'my study.yaml' --at-a-time 0"),
    (64, "--slurm 'my study.yaml' --cpus-per-task 0"), (64, "--slurm . --out x"),
    (64, "--slurm . --seed 1"), (66, "--slurm no-such-study.yaml"), (66, "--slurm ."),
    (65, "--slurm wrong.yaml"), (73, "--slurm 'my study.yaml' --out /dev/null/x"),
  ]) func `ends with the code of its outcome`(code: Int32, words: String) throws {
    let place = try Place()
    try place.write("wrong.yaml", "study: wrong\nscenario: 6.J\n")
    let run = try place.shell("\"$XENMOTION\" study submit \(words)")
    #expect(run.code == code, "\(words): \(run.error)")
    #expect(run.output.isEmpty && !run.error.isEmpty, "\(words)")
    #expect(place.words.isEmpty, "\(words)")
  }
}

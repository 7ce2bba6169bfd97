import Foundation
import StudyKit
import Testing

@Suite struct `A job of Slurm` {
  private static func job(
    program: String = "/opt/xenmotion", shards: Int? = nil, atATime: Int? = nil
  ) throws -> SlurmJob {
    SlurmJob(
      try StudyLoader.load("stop-policies"), program: program, shards: shards, atATime: atATime,
      processorsPerShard: 2)
  }

  /// What a script says to Slurm.
  private func directives(_ script: String) -> [String] {
    script.split(separator: "\n").filter { $0.hasPrefix("#SBATCH ") }
      .map { String($0.dropFirst("#SBATCH ".count)) }
  }

  @Test func `is an array of shards, one processor or more each, that may be queued again`() throws
  {
    #expect(
      directives(try Self.job(shards: 8, atATime: 3).runText) == [
        "--job-name=stop-policies", "--array=0-7%3", "--ntasks=1", "--cpus-per-task=2",
        "--requeue", "--signal=B:TERM@30", "--open-mode=append", "--output=slurm/log/%A_%a.log",
      ])
    #expect(directives(try Self.job(shards: 1).runText).contains("--array=0-0"))
  }

  @Test func `has a shard a unit of work, where nobody says how many`() throws {
    // Four rates by six policies, of 50 replications each.
    #expect(try Self.job().shards == 24)
  }

  @Test func `has a merge that waits for the array`() throws {
    let folder = StudyFolder("/results of it")
    #expect(
      SlurmJob.runArguments(in: folder, options: ["--time=1:00:00"]) == [
        "--parsable", "--chdir=/results of it", "--time=1:00:00",
        "/results of it/slurm/run.sbatch",
      ])
    #expect(
      SlurmJob.mergeArguments(in: folder, after: "12", options: []) == [
        "--parsable", "--dependency=afterok:12", "--kill-on-invalid-dep=yes",
        "--chdir=/results of it", "/results of it/slurm/merge.sbatch",
      ])
    let script = try Self.job(program: "/it's/xenmotion").mergeText
    #expect(script.contains("exec '/it'\\''s/xenmotion' study merge .\n"))
    #expect(directives(script).contains("--output=slurm/log/merge-%j.log"))
  }

  @Test(arguments: [
    ("12\n", "12"), ("12;north\n", "12"), ("Welcome to the cluster.\n12\n", "12"), ("", nil),
    ("Submitted batch job 12\n", nil), (";north\n", nil),
  ]) func `has the number that sbatch gives it`(answer: String, number: String?) {
    #expect(SlurmJob.number(in: answer) == number)
  }
}

/// The script of a shard, run by the shell with a program in place of `xenmotion` that ends as it
/// is told, a `squeue` that knows its state, and a `scontrol` that notes what it is asked and
/// refuses it.
@Suite struct `The script of a shard` {
  private struct Outcome {
    var code: Int32
    /// The arguments of the program.
    var arguments: String
    /// What `scontrol` was asked.
    var asked: String
  }

  /// - Parameters:
  ///   - program: Lines of shell.
  ///   - launch: What runs `$SCRIPT`.
  private func run(
    program: String, restarts: Int? = nil, state: String = "RUNNING",
    launch: String = "exec bash \"$SCRIPT\""
  ) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "it's a \"$place\" \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws -> String {
      let path = folder.appending(path: name).path
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      return path
    }
    let own = try write("xenmotion", "#!/bin/bash\necho \"$*\" > arguments\n\(program)\n")
    _ = try write(
      "squeue", "#!/bin/sh\n[ \"$*\" = '--noheader --jobs=12_3 --format=%T' ] && echo \(state)\n")
    _ = try write("scontrol", "#!/bin/sh\necho \"$*\" >> asked\nexit 1\n")
    let job = SlurmJob(
      try StudyLoader.load("stop-policies"), program: own, shards: 8, processorsPerShard: 2)

    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", launch]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    var environment = [
      "PATH": "\(folder.path):/usr/bin:/bin", "SCRIPT": try write("run.sbatch", job.runText),
      "SLURM_ARRAY_JOB_ID": "12", "SLURM_ARRAY_TASK_ID": "3", "SLURM_CPUS_PER_TASK": "2",
    ]
    environment["SLURM_RESTART_COUNT"] = restarts.map { "\($0)" }
    process.environment = environment
    try Self.takingSignals { try process.run() }
    process.waitUntilExit()
    func text(_ name: String) -> String {
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }
    return Outcome(
      code: process.terminationStatus, arguments: text("arguments"), asked: text("asked"))
  }

  /// Threads of tests take no signals, and what they start would not, either.
  private static func takingSignals(_ start: () throws -> Void) rethrows {
    var none = sigset_t()
    var old = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    try start()
  }

  @Test func `runs the shard on the processors that it has`() throws {
    let run = try run(program: "exit 0")
    #expect(run.arguments == "study run . --shard 3/8 --threads 2 --quiet\n")
    #expect(run.code == 0)
    #expect(run.asked.isEmpty)
  }

  @Test(arguments: [64, 65, 66, 70, 73]) func `ends as the program does`(code: Int32) throws {
    let run = try run(program: "exit \(code)")
    #expect(run.code == code)
    #expect(run.asked.isEmpty)
  }

  @Test(arguments: [
    ("exit 75", nil, true), ("exit 75", 99, true), ("exit 75", 100, false),
    ("kill -9 $$", nil, true), ("kill -9 $$", 4, true), ("kill -9 $$", 5, false),
  ]) func `is queued again, but not for ever`(
    program: String, restarts: Int?, isAsked: Bool
  ) throws {
    let run = try run(program: program, restarts: restarts)
    #expect(run.asked == (isAsked ? "requeue 12_3\n" : ""))
    #expect(run.code == (program == "exit 75" ? 75 : 137))
  }

  @Test(arguments: ["exit 75", "kill -9 $$"])
  func `is not queued again when it was cancelled`(program: String) throws {
    #expect(try run(program: program, state: "COMPLETING").asked.isEmpty)
  }

  @Test func `hands on that it is to end, however often it is told, and waits for that`() throws {
    let run = try run(
      program: """
        trap 'echo told >> told' TERM
        touch begun
        until [ -e told ]; do sleep 0.01; done
        sleep 0.2
        exit 75
        """,
      launch: """
        bash "$SCRIPT" & script=$!
        until [ -e begun ]; do sleep 0.01; done
        kill -TERM $script
        until [ -e told ]; do sleep 0.01; done
        kill -TERM $script
        wait $script
        """)
    #expect(run.code == 75)
    #expect(run.asked == "requeue 12_3\n")
  }
}

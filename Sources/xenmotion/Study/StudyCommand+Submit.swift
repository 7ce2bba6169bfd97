import ArgumentParser
import Foundation
import StudyKit

/// A batch system that studies can be given to.
enum BatchSystem: String, EnumerableFlag {
  case slurm

  static func help(for value: BatchSystem) -> ArgumentHelp? {
    "To Slurm: an array of shards, and a merge once all are done."
  }
}

extension StudyCommand {
  /// `xenmotion study submit`: lets a batch system run a study on many machines.
  struct Submit: ParsableCommand, Exemplified {
    static let configuration = CommandConfiguration(
      commandName: "submit", abstract: "Has a batch system run a study on many machines.",
      usage: "xenmotion study submit --slurm <study> [<options>]",
      discussion: """
        The folder of the results, and the program, must be seen under the same paths by all \
        machines. A shard that is told to end, by its time limit or to make room, or whose machine \
        fails, is queued again and goes on where it was. The scripts stay in the folder, under \
        slurm/. Exit code 69 says that the batch system is not there, or refused.
        """)
    static let examples = [
      "xenmotion study submit --slurm stop-policies",
      "xenmotion study submit --slurm my-study.yaml --shards 200 --at-a-time 50 \\",
      "  --sbatch --partition=long --sbatch --time=02:00:00",
      "xenmotion study submit --slurm my-study.results --dry-run",
    ]

    @Flag var system: BatchSystem

    @OptionGroup var choice: StudyChoice

    @Option(help: "Into how many parts the work is cut; one a unit of work, but at most 64.")
    var shards: Int?

    @Option(
      help: ArgumentHelp(
        "How many shards run at once; as many as there is room for.", valueName: "n"))
    var atATime: Int?

    @Option(help: ArgumentHelp("Processors of a shard, and its threads.", valueName: "n"))
    var cpusPerTask = 1

    @Option(
      parsing: .unconditionalSingleValue,
      help: ArgumentHelp(
        "Another option for sbatch, such as --time=02:00:00; may be repeated.", valueName: "option")
    )
    var sbatch: [String] = []

    @Flag(
      help: """
        Write the scripts, and print the commands instead of running them; JOB is the number that \
        the first one prints.
        """)
    var dryRun = false

    func validate() throws {
      if let shards, Shard(0, of: shards) == nil {
        throw ValidationError("--shards must be from 1 to 1000000.")
      }
      if let atATime, atATime < 1 { throw ValidationError("--at-a-time must be at least 1.") }
      guard cpusPerTask >= 1 else { throw ValidationError("--cpus-per-task must be at least 1.") }
    }

    func run() throws {
      let target = try choice.target()
      let job = SlurmJob(
        target.study, program: Bundle.main.executablePath ?? CommandLine.arguments[0],
        shards: shards, atATime: atATime, processorsPerShard: cpusPerTask)
      try target.prepare { try $0.write(job) }
      // Where the jobs are run, the working directory is another.
      let folder = StudyFolder(URL(filePath: target.folder.path).path)
      let run = SlurmJob.runArguments(in: folder, options: sbatch)
      if dryRun {
        let merge = SlurmJob.mergeArguments(in: folder, after: "JOB", options: sbatch)
        Console.output("\(Sbatch.line(run))\n\(Sbatch.line(merge))\n")
        return
      }
      let array = try Sbatch.submit(run)
      do {
        let merge = try Sbatch.submit(
          SlurmJob.mergeArguments(in: folder, after: array, options: sbatch))
        Console.output(Self.told(job, array, merge, target.folder))
      } catch {
        Console.error(
          """
          the shards are queued all the same, as job \(array): once they are done, \
          'xenmotion study merge \(ShellWord(target.folder.path))' puts them together
          """)
        throw error
      }
    }

    private static func told(
      _ job: SlurmJob, _ array: String, _ merge: String, _ folder: StudyFolder
    ) -> String {
      """
      job \(array): \(job.shards) \(job.shards == 1 ? "shard" : "shards")
      job \(merge): the merge, once all are done

      what Slurm does      squeue --jobs=\(array),\(merge)
      how much is there    xenmotion study status \(ShellWord(folder.path))
      what the jobs say    tail \(ShellWord(folder.file(SlurmJob.logs)))/*

      """
    }
  }
}

/// Slurm's program that takes jobs.
private enum Sbatch {
  static func line(_ arguments: [String]) -> String {
    (["sbatch"] + arguments).map { "\(ShellWord($0))" }.joined(separator: " ")
  }

  /// Submits a job, and tells its number; where it was refused, throws the exit code.
  static func submit(_ arguments: [String]) throws -> String {
    guard let path else {
      Console.error(
        """
        error: there is no sbatch in PATH: is this a machine from which Slurm takes jobs? \
        --dry-run prints what would be run
        """)
      throw Exit.unavailable
    }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    do {
      try process.run()
    } catch {
      Console.error("error: cannot run \(path): \(error.localizedDescription)")
      throw Exit.unavailable
    }
    let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      // Why, it has said itself.
      Console.error("error: sbatch refused, with code \(process.terminationStatus)")
      throw Exit.unavailable
    }
    guard let number = SlurmJob.number(in: answer) else {
      Console.error("error: sbatch gave no job's number, but \"\(answer)\"")
      throw Exit.unavailable
    }
    return number
  }

  private static var path: String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/sbatch" }.first(where: FileManager.default.isExecutableFile)
  }
}

import Foundation

/// The work of a study as jobs of Slurm: an array of shards, and a merge when all are done.
///
/// The scripts stand in the folder of the results and are run there, so that all paths in them are
/// relative but the program's: what follows `#SBATCH` takes no spaces in them, nor does Slurm's
/// `--output` take percent signs. The tasks are shards, not runs: schedulers limit how many tasks
/// there may be, and starting one takes longer than many a run.
public struct SlurmJob: Sendable {
  /// The study's name.
  public let name: String
  /// The path of `xenmotion`, as it is on the machines that run the jobs.
  public let program: String
  public let shards: Int
  /// How many shards go on at once; nil for as many as Slurm lets.
  public let atATime: Int?
  public let processorsPerShard: Int

  /// - Parameter shards: Nil for one a unit of work, but no more than 64.
  public init(
    _ study: Study, program: String, shards: Int? = nil, atATime: Int? = nil,
    processorsPerShard: Int = 1
  ) {
    name = study.name
    self.program = program
    self.shards = shards ?? min(64, WorkUnit.all(of: study).count)
    self.atATime = atATime
    self.processorsPerShard = processorsPerShard
  }

  /// In the folder of results, as both scripts are.
  public static let runScript = "slurm/run.sbatch"
  public static let mergeScript = "slurm/merge.sbatch"
  public static let logs = "slurm/log"
}

extension SlurmJob {
  /// Runs one shard.
  ///
  /// What ends it before its time, it survives: a time limit is told beforehand, and the script
  /// hands that on and queues itself again; so it does where the program was killed; after the
  /// failure of a node Slurm itself queues it again. Each time it goes on where it was.
  public var runText: String {
    """
    #!/bin/bash
    # One shard of a study, as a task of a job array. Where some have failed they can be
    # submitted again, from the folder of the results: sbatch --array=3,7 \(Self.runScript)
    #SBATCH --job-name=\(jobName)
    #SBATCH --array=0-\(shards - 1)\(atATime.map { "%\($0)" } ?? "")
    #SBATCH --ntasks=1
    #SBATCH --cpus-per-task=\(processorsPerShard)
    #SBATCH --requeue
    #SBATCH --signal=B:TERM@30
    #SBATCH --open-mode=append
    #SBATCH --output=\(Self.logs)/%A_%a.log

    program=\(ShellWord(program))
    shard=$SLURM_ARRAY_TASK_ID/\(shards)
    "$program" study run . --shard "$shard" --threads "$SLURM_CPUS_PER_TASK" --quiet &
    child=$!

    # Slurm tells this script alone that its time is nearly over: the program ends after the runs
    # in hand. Being told interrupts the wait, which does not know the program's exit code then.
    trap 'told=yes; kill -TERM "$child" 2>/dev/null' TERM
    wait "$child"
    code=$?
    while [ -n "${told:-}" ]; do
      told=
      wait "$child"
      code=$?
    done

    # Told to end, it was at work, and has kept what it did. Killed, it may be killed every time.
    most=0
    if [ "$code" -eq 75 ]; then most=100; elif [ "$code" -ge 128 ]; then most=5; fi
    # By SLURM_JOB_ID the last task of an array would take the others with it.
    task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
    # What was cancelled runs no more, and is to stay so.
    if [ "${SLURM_RESTART_COUNT:-0}" -lt "$most" ] \\
      && [ "$(squeue --noheader --jobs="$task" --format=%T)" = RUNNING ]; then
      echo "shard $shard ended with code $code, and is queued again"
      # Slurm ends this script, which must not end by itself before.
      scontrol requeue "$task" && sleep 60
    fi
    exit "$code"

    """
  }

  /// Puts the shards together.
  public var mergeText: String {
    """
    #!/bin/bash
    # Puts the shards of a study together, and reports. It is run in the folder of the results.
    #SBATCH --job-name=\(jobName)-merge
    #SBATCH --ntasks=1
    #SBATCH --requeue
    #SBATCH --open-mode=append
    #SBATCH --output=\(Self.logs)/merge-%j.log

    exec \(ShellWord(program)) study merge .

    """
  }

  /// The study's name without what a `#SBATCH` line would take for something else.
  private var jobName: String {
    String(name.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "-" })
  }
}

extension SlurmJob {
  /// What submits the array: arguments of `sbatch`.
  ///
  /// - Parameters:
  ///   - folder: The absolute path of the results.
  ///   - options: More options of `sbatch`, which win over the script's.
  public static func runArguments(in folder: StudyFolder, options: [String]) -> [String] {
    ["--parsable", "--chdir=\(folder.path)"] + options + [folder.file(runScript)]
  }

  /// What submits the merge, which waits for the array of that number to come to a good end, and
  /// is dropped where it comes to a bad one.
  public static func mergeArguments(
    in folder: StudyFolder, after array: String, options: [String]
  ) -> [String] {
    [
      "--parsable", "--dependency=afterok:\(array)", "--kill-on-invalid-dep=yes",
      "--chdir=\(folder.path)",
    ] + options + [folder.file(mergeScript)]
  }

  /// The number of the job in what `sbatch --parsable` says, which may name the cluster too.
  public static func number(in answer: String) -> String? {
    let line = answer.split(whereSeparator: \.isNewline).last ?? ""
    let number = line.prefix { $0 != ";" }
    return Int(number) == nil ? nil : String(number)
  }
}

extension StudyFolder {
  /// Writes a job's scripts.
  public func write(_ job: SlurmJob) throws {
    try FileManager.default.createDirectory(
      atPath: file(SlurmJob.logs), withIntermediateDirectories: true)
    try OutputFile.write([
      (OutputFile(file(SlurmJob.runScript)), job.runText),
      (OutputFile(file(SlurmJob.mergeScript)), job.mergeText),
    ])
  }
}

import ArgumentParser
import Foundation
import MigrationSim
import ScenarioKit
import StudyKit

/// A study that is to be run, and the folder that its results go to.
struct StudyTarget {
  let study: Study
  let folder: StudyFolder
  /// What the folder is to say of it.
  let manifest: Manifest

  init(_ study: Study, in folder: StudyFolder) {
    self.study = study
    self.folder = folder
    manifest = Manifest(study)
  }

  /// What a folder of results has asked.
  ///
  /// Runs are known by the engine that made them, too: those of another are not mixed with this
  /// one's, but made again.
  init(askedIn folder: StudyFolder) throws {
    let there = try StudyArguments.manifest(at: folder.manifest)
    let isOurs = there.engineVersion == EngineVersion.current
    study = try StudyArguments.reportingMistakes { () throws(ScenarioError) in
      try there.loadStudy()
    }
    self.folder = folder
    manifest = isOurs ? there : Manifest(study)
    if !isOurs {
      Console.error(
        """
        \(folder.manifest): warning: its runs are of engine \(there.engineVersion), and this is \
        \(EngineVersion.current): all are run again
        """)
    }
  }

  /// Makes the folder, which says from then on what is asked.
  ///
  /// - Parameter more: Writes what else is to be in it.
  func prepare(with more: (StudyFolder) throws -> Void = { _ in }) throws {
    do {
      try folder.create()
      try folder.ask(manifest)
      try more(folder)
    } catch let error as OutputFile.Failure {
      throw error
    } catch {
      Console.error("Error: cannot make the folder '\(folder.path)': \(error)")
      throw Exit.cannotWrite
    }
  }
}

/// Which study is run, and where: an argument, and what it goes with.
struct StudyChoice: ParsableArguments {
  @Argument(
    help: "A study's file, the name of a bundled one, or a folder of results to go on with.")
  var study: String

  @Option(help: ArgumentHelp("The folder of the results; STUDY.results.", valueName: "folder"))
  var out: String?

  @Option(help: "The master seed, instead of the study's own.")
  var seed: UInt64?

  func validate() throws {
    guard folder != nil, out != nil || seed != nil else { return }
    throw ValidationError(
      """
      \(out == nil ? "--seed" : "--out") does not go with a folder of results: its manifest.json \
      tells the study and the seed, and there the results go.
      """)
  }

  /// The study, read; every mistake is written to stderr, and what is thrown is the exit code.
  func target() throws -> StudyTarget {
    if let folder { return try StudyTarget(askedIn: folder) }
    return StudyTarget(
      try StudyArguments.study(study, seed: seed),
      in: StudyFolder(out ?? StudyArguments.folder(for: study)))
  }

  /// The folder of results that the argument is, or whose manifest it is.
  private var folder: StudyFolder? {
    let name = StudyFolder.manifestName
    if study == name { return StudyFolder(".") }
    if study.hasSuffix("/\(name)") { return StudyFolder(String(study.dropLast(name.count + 1))) }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: study, isDirectory: &isFolder)
    return isThere && isFolder.boolValue && !StudyLoader.bundledNames.contains(study)
      ? StudyFolder(study) : nil
  }
}

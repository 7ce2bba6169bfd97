/// What has been found amiss so far: shared by all readers of one file, and of the files it names.
package final class Findings {
  let file: String
  /// Where the files that are named are looked for.
  let shelf: FileShelf
  package private(set) var diagnostics: [Diagnostic] = []
  /// What has been read, the file itself first.
  package internal(set) var sources: [SourceText]
  /// Which files are being read, each named by the one before it, told apart whatever the path.
  var open: [String]
  /// How much text was read from files that are named [B].
  var textRead = 0
  /// Whether a list could not be read at all, so that names may be missing for that reason.
  var hasUnreadableList = false
  /// What stands in a file that several things name is told once.
  private var told: Set<Diagnostic> = []

  /// For a file that names no others.
  package convenience init(of source: SourceText) {
    self.init(file: source.name, source: source)
  }

  init(file: String, shelf: FileShelf = .texts([]), source: SourceText? = nil) {
    self.file = file
    self.shelf = shelf
    sources = source.map { [$0] } ?? []
    open = [shelf.identity(of: file, root: file)]
  }

  package func report(_ diagnostic: Diagnostic) {
    if told.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  package func report(
    _ message: String, at place: SourcePlace, suggestion: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(message, at: place, suggestion: suggestion, notes: notes))
  }

  /// What was probably meant by `word`; nil once more has been found than anyone reads, since to
  /// compare each of many words with each of many others takes long.
  package func nearest(to word: String, among candidates: [String]) -> String? {
    diagnostics.count < 200 ? Spelling.nearest(to: word, among: candidates) : nil
  }

  /// File by file as they were read, in order of their places; those of one place as found.
  package var sorted: [Diagnostic] {
    let ranks = Dictionary(
      sources.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: min)
    func rank(_ place: SourcePlace) -> Int {
      place.file == file ? -1 : ranks[place.file] ?? sources.count
    }
    return diagnostics.enumerated()
      .map { (rank: rank($0.element.place), offset: $0.offset, diagnostic: $0.element) }
      .sorted {
        ($0.rank, $0.diagnostic.place, $0.offset) < ($1.rank, $1.diagnostic.place, $1.offset)
      }
      .map(\.diagnostic)
  }
}

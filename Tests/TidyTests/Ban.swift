/// A word that the engine does without, and what it uses instead.
struct Ban {
  let words: [String]
  /// What files that need the word are called by; nil where none does.
  let exception: String?
  let instead: String

  init(_ words: String..., except exception: String? = nil, instead: String) {
    self.words = words
    self.exception = exception
    self.instead = instead
  }

  static let ofEngine = [
    Ban(
      "Dictionary", "Set", "OrderedDictionary",
      instead: "an array by identifier, or FeatureSet: the order of a hash table changes"),
    Ban("Hasher", "hashValue", instead: "Fingerprint: Hasher is seeded anew in every process"),
    Ban(
      "Date", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime",
      instead: "SimTime: the engine reads no clock"),
    Ban(
      "Task", "TaskGroup", "Thread", "DispatchQueue", "Mutex", "async", "await", "actor",
      instead: "an event in the schedule: a run is one thread, and StudyKit runs many"),
    Ban("SystemRandomNumberGenerator", instead: "a RandomStream, one for each cause"),
    Ban("class", "AnyObject", "weak", "unowned", instead: "a struct or an enum: rooms are values"),
    Ban("Any", instead: "a generic parameter or an enum"),
    // What people have written may be wrong before there is a world.
    Ban(
      "throw", "throws", "try", except: "+Text.swift",
      instead: "a result that lists every reason"),
    Ban("fatalError", "print", "debugPrint", instead: "precondition, or a record in the journal"),
  ]

  /// The banned words in a file of the engine.
  static func findings(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    var found: [Finding] = []
    for (index, token) in tokens.enumerated() {
      let before = index > 0 ? tokens[index - 1].text : ""
      let after = index + 1 < tokens.count ? tokens[index + 1] : nil
      for ban in ofEngine where ban.words.contains(token.text) && before != "." {
        if let exception = ban.exception, file.path.hasSuffix(exception) { continue }
        found.append(Finding(file, token.line, "\(token.text): use \(ban.instead)"))
      }
      if token.text == "any", after?.startsAsType == true {
        found.append(Finding(file, token.line, "any: use a generic parameter or an enum"))
      }
      if token.text == "import", let module = after?.text, module != "CGSL" {
        found.append(
          Finding(file, token.line, "import \(module): the engine stands on CGSL alone"))
      }
      if token.text == "Schedule", file.room != "Kernel", file.room != "World" {
        found.append(
          Finding(file, token.line, "Schedule: be told the time; only World knows the schedule"))
      }
    }
    return found
  }

  /// Luck that comes from nowhere: `x.shuffled()` without `using:`.
  static func luck(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    let drawing = ["random", "shuffled", "shuffle", "randomElement"]
    return tokens.indices.dropFirst().dropLast().compactMap { index in
      let token = tokens[index]
      guard drawing.contains(token.text), tokens[index - 1].text == ".",
        tokens[index + 1].text == "("
      else { return nil }
      var depth = 0
      for argument in tokens[(index + 1)...] {
        if argument.text == "(" { depth += 1 }
        if argument.text == ")" { depth -= 1 }
        if depth == 0 { break }
        if argument.text == "using" { return nil }
      }
      return Finding(file, token.line, "\(token.text): give it a stream with using:")
    }
  }
}

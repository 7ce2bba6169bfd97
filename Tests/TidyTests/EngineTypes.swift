/// Types that the engine's state does without: dictionaries, and closures that are kept.
enum EngineTypes {
  /// Dictionary types and literals: `[K: V]`, `["a": 1]`, `[:]`.
  static func dictionaries(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    tokens.indices.filter { tokens[$0].text == "[" && !isSubscript($0, tokens) }
      .filter { hasColon(from: $0, tokens) }
      .map {
        Finding(
          file, tokens[$0].line,
          "dictionary: use an array by identifier: the order of a hash table changes")
      }
  }

  /// A bracket right behind a name or a closing bracket picks an element.
  private static func isSubscript(_ index: Int, _ tokens: [Token]) -> Bool {
    guard index > 0, tokens[index].isGlued, let last = tokens[index - 1].text.last else {
      return false
    }
    return last.isLetter || last.isNumber || "_)]}?!`".contains(last)
  }

  /// Whether a colon that belongs to no condition stands directly inside the bracket.
  private static func hasColon(from start: Int, _ tokens: [Token]) -> Bool {
    var depth = 0
    for token in tokens[start...] {
      switch token.text {
      case "[", "(", "{": depth += 1
      case "]", ")", "}":
        depth -= 1
        if depth == 0 { return false }
      // `a ? b : c` parts its question mark from `a`; `String?` does not.
      case "?" where depth == 1 && !token.isGlued: return false
      case ":" where depth == 1: return true
      default: break
      }
    }
    return false
  }

  /// Properties and cases whose type is a function's.
  static func storedClosures(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    let surroundings = Body.surroundings(of: tokens)
    return tokens.indices.compactMap { index in
      let token = tokens[index]
      guard ["let", "var", "case"].contains(token.text), surroundings[index] == .type,
        let arrow = tokens[index...].prefix(while: { isOfSameDeclaration($0, token) })
          .first(where: { $0.text == "->" })
      else { return nil }
      return Finding(
        file, arrow.line, "closure kept: use an enum of the cases and a switch over it")
    }
  }

  private static func isOfSameDeclaration(_ token: Token, _ first: Token) -> Bool {
    token.text != "=" && token.text != "{"
      && (token == first || !["let", "var", "case", "func", "init", "}"].contains(token.text))
  }
}

/// What stands between a declaration's braces.
struct Body {
  enum Kind { case type, function, other }

  let kind: Kind
  /// The token that opens the declaration, and the one that closes its braces.
  let tokens: ClosedRange<Int>

  private static let keywords: [String: Kind] = [
    "struct": .type, "enum": .type, "extension": .type, "protocol": .type, "class": .type,
    "actor": .type, "func": .function, "init": .function, "deinit": .function,
    "subscript": .function, "var": .function,
  ]

  /// The bodies of a file's types and functions, those of computed properties among them.
  static func all(of tokens: [Token]) -> [Body] {
    var bodies: [Body] = []
    typealias Declaration = (kind: Kind, first: Int)
    var open: [(body: Declaration, depth: Int, pending: Declaration?)] = []
    var pending: Declaration?
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "(": depth += 1
      case ")": depth -= 1
      case "{":
        // Braces inside parentheses are closures: what they stand in has still to open its own.
        let isClosure = depth > 0
        open.append((isClosure ? (.other, index) : pending ?? (.other, index), depth, pending))
        pending = nil
        depth = 0
      case "}":
        guard let (body, outerDepth, outerPending) = open.popLast() else { continue }
        if body.kind != .other {
          bodies.append(Body(kind: body.kind, tokens: body.first...index))
        }
        pending = outerDepth > 0 ? outerPending : nil
        depth = outerDepth
      case "let" where depth == 0: pending = nil
      default:
        guard depth == 0, let kind = keywords[token.text],
          index == 0 || tokens[index - 1].text != "."
        else { continue }
        // A local variable's braces are a closure or a condition, not a getter.
        if token.text == "var", let inner = open.last, inner.body.kind != .type { continue }
        pending = (kind, index)
      }
    }
    return bodies
  }

  /// The kind of the innermost body around each token; nil outside of all.
  static func surroundings(of tokens: [Token]) -> [Kind?] {
    var kinds = [Kind?](repeating: nil, count: tokens.count)
    // Inner bodies end first, so outer ones must not write over them.
    for body in all(of: tokens) {
      for index in body.tokens where kinds[index] == nil { kinds[index] = body.kind }
    }
    return kinds
  }
}

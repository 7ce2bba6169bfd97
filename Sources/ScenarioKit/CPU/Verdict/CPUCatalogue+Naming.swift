import MigrationSim

extension CPUCatalogue {
  /// The CPUs that a command line names, in its order; every mistake in them at once.
  ///
  /// - Parameters:
  ///   - vendor: who made those that are told by their features alone.
  ///   - input: what stands in the place of a file called `-`.
  public func cpus(
    named texts: [String], vendor: CPUVendor = .intel, input: SourceText? = nil
  ) throws(NamingErrors) -> [NamedCPU] {
    var errors = NamingErrors(messages: [])
    var found: [NamedCPU] = []
    for text in texts {
      do throws(NamingErrors) {
        found.append(try cpu(named: text, vendor: vendor, input))
      } catch {
        errors.messages += error.messages.map { "CPU \"\(text)\": \($0)" }
        if let files = error.files { errors.add(files) }
      }
    }
    guard errors.messages.isEmpty, errors.files == nil else { throw errors }
    return found
  }

  /// One guest profile, or all of them where none is named.
  public func guests(named name: String?) throws(NamingErrors) -> [GuestProfile] {
    guard let name else { return guests }
    guard let profile = guest(name) else {
      throw NamingErrors(messages: [
        unknown("guest profile", name, among: guestNames, or: guestNames.joined(separator: ", "))
      ])
    }
    return [profile]
  }

  private func cpu(
    named text: String, vendor: CPUVendor, _ input: SourceText?
  ) throws(NamingErrors) -> NamedCPU {
    let words = CPUWords(text)
    var errors = NamingErrors(
      messages: words.unsigned.map {
        "\"\($0)\" must begin with + or -, as in Westmere,-aes,+avx"
      } + repeated(words))
    let maker = words.vendor.map(CPUCatalogue.vendor)
    if case .some(nil) = maker {
      errors.messages.append(
        "there is no vendor \"\(words.vendor ?? "")\"; there are "
          + CPUVendor.allCases.map { "\($0)" }.joined(separator: ", "))
    }
    var reading: CPUReading?
    if let file = words.file {
      do throws(ScenarioError) {
        reading = try self.reading(ofFile: file, input)
      } catch {
        errors.add(error)
      }
    }
    let base = words.isFeatureSet || words.file != nil ? nil : self.base(named: words.base)
    var processor: Processor?
    do throws(NamingErrors) {
      let maker = maker.flatMap(\.self) ?? reading?.vendor ?? vendor
      processor = try self.processor(of: words, reading: &reading, vendor: maker)
    } catch {
      errors.messages += error.messages
    }
    if let base, case .some(.some(let maker)) = maker, maker != base.vendor {
      errors.messages.append("\(base.name) is of vendor \(base.vendor), not \(maker)")
    }
    guard errors.messages.isEmpty, errors.files == nil, let processor else { throw errors }
    return NamedCPU(
      label: label(of: words, base: base), processor: processor,
      model: base.flatMap { model($0.name) }, real: base?.real, reading: reading,
      file: words.file)
  }

  /// What is in a file that tells of a CPU, whatever its form; every mistake in it at once.
  ///
  /// - Parameter input: what stands in the place of a file called `-`.
  public func reading(
    ofFile path: String, _ input: SourceText? = nil
  ) throws(ScenarioError) -> CPUReading {
    let source: SourceText
    if path == "-", let input {
      source = input
    } else {
      source = try SourceText.read(path: path, largest: 16 * SourceText.largestSize).get()
    }
    let findings = Findings(file: source.name, source: source)
    let reading = CPUReader(catalogue: self, findings: findings).read(PlacedLines(source))
    guard let reading, findings.diagnostics.isEmpty else {
      throw ScenarioError(kind: .invalid, diagnostics: findings.sorted, sources: [source])
    }
    return reading
  }

  private func repeated(_ words: CPUWords) -> [String] {
    words.removed.filter(words.added.contains).map { "\"\($0)\" is both added and removed" }
  }

  private func label(of words: CPUWords, base: Base?) -> String {
    let vendor = words.vendor.map { "\($0):" } ?? ""
    let name = words.file.map { file in
      file == "-" ? "stdin" : file.split(separator: "/").last.map(String.init) ?? file
    }
    return (name ?? base?.name ?? vendor + words.base.lowercased())
      + words.added.map { ",+\($0)" }.joined() + words.removed.map { ",-\($0)" }.joined()
  }

  /// The processor of a name's parts; a featureset on the command line is read on the way.
  private func processor(
    of words: CPUWords, reading: inout CPUReading?, vendor: CPUVendor
  ) throws(NamingErrors) -> Processor {
    var messages: [String] = []
    if words.isFeatureSet {
      var own = CPUReading(form: words.isLegacy ? .legacy : .xapi)
      do throws(FeatureTextError) {
        own.features =
          words.isLegacy
          ? try FeatureSet(legacyText: words.base) : try FeatureSet(text: words.base)
      } catch {
        messages.append("this is no featureset: \(error.explanation.dropLast())")
      }
      if words.isLegacy { own.notes = [CPUReader.fourWords] }
      reading = own
    }
    do throws(ProcessorErrors) {
      let processor =
        words.isFeatureSet || words.file != nil
        ? try self.processor(
          features: reading?.features ?? FeatureSet(), vendor: vendor, adding: words.added,
          removing: words.removed, name: reading?.name, signature: reading?.signature)
        : try self.processor(model: words.base, adding: words.added, removing: words.removed)
      if messages.isEmpty { return processor }
    } catch {
      messages += error.errors.map(message)
    }
    throw NamingErrors(messages: messages)
  }

  private func message(_ error: ProcessorError) -> String {
    switch error {
    case .unknownModel(let name):
      unknown(
        "CPU model", name, among: modelNames + cpuNames,
        or: "'xenmotion cpu list' lists those there are")
    case .unknownFeature(let name):
      unknown(
        "CPU feature", name, among: featureNames,
        or: "it may have its name in Linux, libvirt, QEMU or Xen, such as sse4_2 or avx2")
    case .notLevelled(let name):
      "\"\(name)\" has no place in Xen's featureset, so that no CPU can be told to have it"
    }
  }

  private func unknown(
    _ noun: String, _ name: String, among known: [String], or hint: String
  ) -> String {
    let near = Spelling.nearest(to: name, among: known)
    return "there is no \(noun) \"\(name)\"; " + (near.map { "did you mean \"\($0)\"?" } ?? hint)
  }

  /// By the engine's name or by the letters of CPUID: "amd", "AuthenticAMD".
  public static func vendor(_ name: String) -> CPUVendor? {
    let name = name.lowercased()
    return CPUVendor.allCases.first {
      "\($0)" == name || $0.identification.lowercased() == name
    }
  }
}

import MigrationSim

extension CPUCatalogue {
  /// The CPUs that a command line names, in its order; every mistake in them at once.
  ///
  /// - Parameter vendor: who made those that are told by their features alone.
  public func cpus(
    named texts: [String], vendor: CPUVendor = .intel
  ) throws(NamingErrors) -> [NamedCPU] {
    var messages: [String] = []
    var found: [NamedCPU] = []
    for text in texts {
      do throws(NamingErrors) {
        found.append(try cpu(named: text, vendor: vendor))
      } catch {
        messages += error.messages.map { "CPU \"\(text)\": \($0)" }
      }
    }
    guard messages.isEmpty else { throw NamingErrors(messages: messages) }
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

  private func cpu(named text: String, vendor: CPUVendor) throws(NamingErrors) -> NamedCPU {
    let words = CPUWords(text)
    var messages = words.unsigned.map {
      "\"\($0)\" must begin with + or -, as in Westmere,-aes,+avx"
    }
    messages += repeated(words)
    let maker = words.vendor.map(CPUCatalogue.vendor)
    if case .some(nil) = maker {
      messages.append(
        "there is no vendor \"\(words.vendor ?? "")\"; there are "
          + CPUVendor.allCases.map { "\($0)" }.joined(separator: ", "))
    }
    var processor: Processor?
    do throws(NamingErrors) {
      processor = try self.processor(of: words, vendor: maker.flatMap(\.self) ?? vendor)
    } catch {
      messages += error.messages
    }
    let model = words.isFeatureSet ? nil : self.model(words.base)
    if let model, case .some(.some(let maker)) = maker, maker != model.vendor {
      messages.append("\(model.name) is of vendor \(model.vendor), not \(maker)")
    }
    guard messages.isEmpty, let processor else { throw NamingErrors(messages: messages) }
    return NamedCPU(
      label: label(of: words, model: model), processor: processor, model: model,
      isLegacy: model == nil && words.isLegacy)
  }

  private func repeated(_ words: CPUWords) -> [String] {
    words.removed.filter(words.added.contains).map { "\"\($0)\" is both added and removed" }
  }

  private func label(of words: CPUWords, model: ModelEntry?) -> String {
    let vendor = words.vendor.map { "\($0):" } ?? ""
    return (model?.name ?? vendor + words.base.lowercased())
      + words.added.map { ",+\($0)" }.joined() + words.removed.map { ",-\($0)" }.joined()
  }

  private func processor(of words: CPUWords, vendor: CPUVendor) throws(NamingErrors) -> Processor {
    var features: FeatureSet?
    var messages: [String] = []
    if words.isFeatureSet {
      do throws(FeatureTextError) {
        features =
          words.isLegacy
          ? try FeatureSet(legacyText: words.base) : try FeatureSet(text: words.base)
      } catch {
        messages.append("this is no featureset: \(error.explanation.dropLast())")
      }
    }
    do throws(ProcessorErrors) {
      let processor =
        words.isFeatureSet
        ? try self.processor(
          features: features ?? FeatureSet(), vendor: vendor, adding: words.added,
          removing: words.removed)
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
        "CPU model", name, among: modelNames, or: "'xenmotion cpu matrix' lists those there are")
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

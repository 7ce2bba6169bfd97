/// Storage motion: disks go to another SR, and the guest with them, if it runs and is to.
extension World {
  /// Begins to move disks of a VM, or refuses to with every reason.
  mutating func beginStorageMigration(
    of vm: VMID, to destination: HostID, sr: SRID, settings index: Int, step: Int,
    _ schedule: inout Schedule<Event>
  ) -> StepBeginning {
    let chosen = setup.migrations[index].disks
    var objections = inventory.objections(
      toMovingStorageOf: vm, disks: chosen, to: sr, on: destination, under: setup.toolstack)
    let disks = inventory.disksToMove(of: vm, to: sr, among: chosen)
    let isCold = !inventory[vm].state.hasDomain
    let first = disks.first.map { inventory[vm].disks[$0].sr }
    let source =
      inventory[vm].residentOn
      ?? first.map { inventory.reader(of: $0, for: destination) } ?? destination
    objections += objectionsToOneMoreStorageMigration(between: source, destination)
    let scope: StorageMotion.Scope =
      isCold ? .cold : source == destination ? .disksAlone : .guest
    let storage = StorageRun(
      motion: StorageMotion(scope, disks: disks.count), sr: sr,
      disks: disks.map { number in
        let disk = inventory[vm].disks[number]
        return DiskRun(
          motion: DiskMotion(
            disk: number, from: disk.sr, to: sr, allocated: disk.allocated), writes: disk.writes)
      })
    return begin(
      vm, from: source, to: destination, settings: index, storage: storage, step: step,
      objections, &schedule)
  }

  /// A host takes part in three at most, whichever end it is; xapi counts those that it sends.
  private func objectionsToOneMoreStorageMigration(
    between source: HostID, _ destination: HostID
  ) -> [Objection] {
    var found: [Objection] = []
    let most = Inventory.mostStorageMigrations
    for host in source == destination ? [source] : [source, destination] {
      let count = migrations.count {
        $0.storage != nil && $0.ended == nil && ($0.source == host || $0.destination == host)
      }
      guard count >= most else { continue }
      found.object(
        "TOO_MANY_STORAGE_MIGRATES", ["\(most)"],
        .tooManyStorageMigrations, inventory[host].name, count)
      break
    }
    return found
  }

  /// Holds what a migration needs at its destination: memory for the guest, room for the disks.
  mutating func hold(_ destination: HostID, for run: MigrationRun) {
    if let storage = run.storage {
      inventory.claimSpace(for: storage.numbers, of: run.vm, on: storage.sr)
    }
    if run.storage?.motion.scope == .cold {
      inventory.setBusy(run.vm, true)
    } else {
      inventory.reserve(destination, for: run.vm)
    }
  }

  /// What stands against turning off a host, or taking it out of its pool: it copies disks of a VM
  /// that is on no host.
  func objectionsOfColdMoves(to operation: Operation) -> [Objection] {
    let hosts: [HostID]
    switch operation {
    case .shutDownHost(let host), .setCPUCount(let host, _), .replaceCPU(let host, _),
      .updateHost(let host, _), .rebootHost(let host), .ejectHost(let host):
      hosts = [host]
    case .shutDownPool(let pool): hosts = inventory.hosts(of: pool)
    default: return []
    }
    var found: [Objection] = []
    for run in migrations where run.ended == nil && run.storage?.motion.scope == .cold {
      guard let host = hosts.first(where: { $0 == run.source || $0 == run.destination })
      else { continue }
      found.object(
        "OTHER_OPERATION_IN_PROGRESS", ["VM", inventory[run.vm].name],
        .copiesDisks, inventory[host].name, inventory[run.vm].name)
    }
    return found
  }
}

// MARK: Ends

extension World {
  /// The guest uses its moved disks from now on; nothing is mirrored any more.
  mutating func changeOver(migration index: Int, at now: SimTime) {
    guard let storage = migrations[index].storage, !storage.isChangedOver else { return }
    settleGrowth(at: now)
    endMirrors(ofMigration: index, at: now)
    inventory.finishMoving(storage.numbers, of: migrations[index].vm, to: storage.sr)
    migrations[index].storage?.isChangedOver = true
  }

  /// Ends what of a migration's storage is still under way; disks that have not changed over stay
  /// where they were.
  mutating func endStorage(
    ofMigration index: Int, _ outcome: MigrationOutcome, at now: SimTime
  ) {
    guard let storage = migrations[index].storage else { return }
    settleGrowth(at: now)
    endCopy(ofMigration: index, at: now)
    if storage.motion.scope == .cold, outcome == .completed {
      changeOver(migration: index, at: now)
    } else if !storage.isChangedOver {
      endMirrors(ofMigration: index, at: now)
      inventory.releaseSpace(of: storage.numbers, of: migrations[index].vm, on: storage.sr)
    }
  }

  /// Why a migration failed whose disks were being copied; nil where that was over, or not begun.
  func storageReason(for failure: MigrationFailure, of run: MigrationRun) -> XapiError? {
    guard let storage = run.storage, run.machine.phase == .copyStorage else { return nil }
    let disk = storage.disks[run.machine.disksCopied].motion.disk + 1
    let vm = inventory[run.vm].name
    let destination = inventory[run.destination].name
    let isDown = failure == .destinationDies
    let isCold = storage.motion.scope == .cold
    let cause: WorldPhrase =
      isCold
      ? isDown ? .wentDownCopying : .brokeCopying
      : isDown ? .wentDownMirroring : .brokeMirroring
    let left =
      isCold
      ? WorldPhrase.keepsDisks(vm)
      : WorldPhrase.goesOnWithDisks(vm, inventory[run.source].name)
    return XapiError(
      isCold ? "VDI_COPY_FAILED" : "MIRROR_FAILED", ["disk \(disk) of \(vm)"],
      explanation: WorldPhrase.both(cause(destination, disk, vm), left))
  }
}

import MigrationSim

extension OperationSpec {
  init(_ fields: inout Fields) {
    self = fields.variant(
      "do", "What is done.", placeholder: .wait(.zero),
      Self.ofPools + Self.ofHosts + Self.ofNetworksAndStorage + Self.ofMachines)
  }

  private static var ofPools: [Variant<OperationSpec>] {
    [
      Variant("create pool", "XenCenter's New Pool, with one more host if a member is given.") {
        .createPool(
          name: $0.required("name", .name, "The pool's name."),
          master: $0.required("master", .name, "The host that becomes its master."),
          member: $0.optional("member", .name, "A host that joins it at once."))
      },
      Variant("join pool", "xe pool-join: the CPUs must agree.") { join(&$0, force: false) },
      Variant("force join pool", "xsconsole's Force Join: the CPUs may differ.") {
        join(&$0, force: true)
      },
      Variant("eject host", "xe pool-eject: the host leaves its pool, and its disks are wiped.") {
        .ejectHost($0.required("host", .name, "The host that leaves."))
      },
      Variant("shut down pool", "All hosts of a pool are shut down, the master last.") {
        .shutDownPool($0.required("pool", .name, "The pool's name."))
      },
      Variant("designate new master", "xe pool-designate-new-master: all hosts agree on it.") {
        .designateMaster($0.required("host", .name, "The host that becomes the master."))
      },
      Variant(
        "emergency transition to master",
        "xe pool-emergency-transition-to-master: a member takes a dead master's place."
      ) {
        .becomeMaster($0.required("host", .name, "The member on which it is ordered."))
      },
      Variant("recover slaves", "xe pool-recover-slaves: members in emergency mode obey again.") {
        .recoverMembers($0.required("host", .name, "The master on which it is ordered."))
      },
      Variant("enable ha", "XenCenter's Configure HA: VMs of hosts that fail restart elsewhere.") {
        .enableHA(HASpec(&$0))
      },
      Variant("disable ha", "High availability is switched off.") {
        .disableHA(pool: $0.required("pool", .name, "The pool's name."))
      },
      Variant("wait", "Time passes.") {
        .wait($0.required("for", .duration, "How long."))
      },
    ]
  }

  private static var ofHosts: [Variant<OperationSpec>] {
    func host(_ fields: inout Fields) -> Name { fields.required("host", .name, "The host.") }
    return [
      Variant("set cpu count", "The host is given other processors; it has to be off meanwhile.") {
        .setCPUCount(
          host: host(&$0),
          $0.required("count", .count(1...4096), "Its logical processors from then on."))
      },
      Variant("replace cpu", "Another processor is put into the host, which boots with it.") {
        .replaceCPU(
          host: host(&$0),
          $0.required("cpu", .object("a CPU", CPUSpec.init), "Its processors from then on."))
      },
      Variant("update host", "An update is applied to the host, which boots with it.") {
        .updateHost(UpdateSpec(&$0))
      },
      Variant("set cpu features", "xe host-set-cpu-features: a mask, from the next boot on.") {
        .maskCPU(
          host: host(&$0),
          CPUMask(
            text: $0.required(
              "features", .text,
              "32 hexadecimal digits, ECX of leaf 1 first; hyphens may part them."
            )))
      },
      Variant("reset cpu features", "xe host-reset-cpu-features: no mask from the next boot on.") {
        .unmaskCPU(host(&$0))
      },
      Variant("reboot host", "XenCenter's Reboot: the host's VMs are shut down first.") {
        .rebootHost(host(&$0))
      },
      Variant("enter maintenance mode", "The host is disabled, and its VMs migrate to others.") {
        .enterMaintenance(EvacuationSpec(&$0))
      },
      Variant("exit maintenance mode", "The host is put to work again.") {
        .exitMaintenance(host(&$0))
      },
      Variant("fail host", "The host loses its power, and all that runs on it is gone.") {
        .failHost(host(&$0))
      },
      Variant("start host", "A host that is off is switched on.") {
        .startHost(host(&$0))
      },
      Variant("reset power state", "xe vm-reset-powerstate --force: the VM counts as halted.") {
        .resetPowerState($0.required("vm", .name, "The VM, lost with its host."))
      },
      Variant("shut down host", "The host is shut down; its VMs have to be off or gone.") {
        .shutDownHost($0.required("host", .name, "The host that is shut down."))
      },
    ]
  }

  private static func join(_ fields: inout Fields, force: Bool) -> OperationSpec {
    let host = fields.required("host", .name, "The host that joins.")
    let master = fields.required("master", .name, "The master of the pool that it joins.")
    return .joinPool(host: host, master: master, force: force)
  }

  private static var ofNetworksAndStorage: [Variant<OperationSpec>] {
    [
      Variant("add interface", "XenCenter's Add Interface: an address on a network of the pool.") {
        .addInterface(
          host: $0.required("host", .name, "The host that gets the address."),
          network: $0.required("network", .name, "The network."),
          $0.required("address", .placed(.interface), "The address, such as 172.16.0.201/24."))
      },
      Variant("remove interface", "The host loses its address on a network.") {
        .removeInterface(
          host: $0.required("host", .name, "The host."),
          network: $0.required("network", .name, "The network."))
      },
      Variant("create sr", "XenCenter's New SR: for the pool of the host, if it is shared.") {
        .createSR(StorageSpec(&$0))
      },
      Variant("repair sr", "XenCenter's Repair Storage Repository: plugs what is unplugged.") {
        .repairSR(
          $0.required("sr", .name, "The SR."),
          host: $0.optional("host", .name, "The host on which; on all if left out."))
      },
      Variant("create network", "A network is made on a host, and so on all of its pool.") {
        .createNetwork(NetworkSpec(&$0))
      },
      Variant("destroy network", "A network is deleted on a host, and so on all of its pool.") {
        .destroyNetwork(
          $0.required("network", .name, "The network."),
          host: $0.required("host", .name, "The host from which it is deleted."))
      },
    ]
  }

  private static var ofMachines: [Variant<OperationSpec>] {
    [
      Variant("create vm", "XenCenter's New VM, from a template.") {
        let template = $0.required("template", .name, "The template that it is made from.")
        return .createVM(MachineSpec(&$0, isNew: true), template: template)
      },
      Variant("set home server", "The VM is assigned to a host, or to the pool.") {
        .setHomeServer(
          vm: $0.required("vm", .name, "The VM."),
          $0.required("home", .home, "Its home server from then on, or none."))
      },
      Variant("set memory", "The VM, halted, is given more or less RAM.") {
        .setMemory(
          vm: $0.required("vm", .name, "The VM."),
          $0.required("memory", .placed(.memorySize), "Its RAM from then on."))
      },
      Variant("start vm", "The VM is started on a host, or where the pool chooses.") {
        .startVM(
          $0.required("vm", .name, "The VM."),
          host: $0.optional("host", .name, "The host; the pool chooses if left out."))
      },
      Variant("shut down vm", "The VM is shut down.") {
        .shutDownVM($0.required("vm", .name, "The VM."))
      },
      Variant("set ha restart priority", "What high availability does for the VM.") {
        .setRestartPriority(vm: $0.required("vm", .name, "The VM."), RestartSpec(&$0))
      },
      Variant("start ping", "A ping begins, in the VM's console or from outside.") {
        .startPing(PingSpec(&$0))
      },
      Variant("stop ping", "The ping is stopped with Control-C.") {
        .stopPing($0.required("name", .name, "The ping's name."))
      },
      Variant("migrate", "XenMotion: the VM moves to another host while it runs.") {
        .migrate(MigrateSpec(&$0))
      },
      Variant(
        "storage migrate",
        "Storage motion: disks move to another SR, and the VM with them if it is to."
      ) {
        .migrateStorage(StorageMigrateSpec(&$0))
      },
    ]
  }
}

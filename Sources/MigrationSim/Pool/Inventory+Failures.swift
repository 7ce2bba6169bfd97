/// Hosts that lose their power, and what xapi goes on believing of their VMs.
extension Inventory {
  /// Why nothing is done with a VM that went down with its host.
  ///
  /// The database shows it running there, so it is not started elsewhere; what wants it running is
  /// forwarded to the host, which does not answer (`message_forwarding.ml`, `do_op_on_common`;
  /// after ten minutes, when xapi takes the host for dead, the code would be HOST_OFFLINE).
  func objectionsToLost(_ vm: VMID, wanting state: PowerState) -> [Objection] {
    let name = self[vm].name
    let host = self[vm].residentOn.map { self[$0].name } ?? "-"
    var found: [Objection] = []
    if state.xapiName == PowerState.lostWithHost.xapiName {
      found.object("CANNOT_CONTACT_HOST", [host], .isTakenForRunning, name, host)
    } else {
      found.object(
        "VM_BAD_POWER_STATE", [name, state.xapiName, PowerState.lostWithHost.xapiName],
        .isTakenForRunning, name, host)
    }
    return found
  }

  /// Every reason against a host's losing its power: it has none.
  public func objections(toFailing host: HostID) -> [Objection] { objectionsForWantOfPower(host) }

  /// Every reason against switching a host on: it is on.
  public func objections(toStarting host: HostID) -> [Objection] {
    var found: [Objection] = []
    if self[host].state != .off {
      found.object(
        "OPERATION_NOT_ALLOWED", ["The host is on"], .isOnAlready, self[host].name)
    }
    return found
  }

  /// Every reason against having the database take a VM for halted.
  ///
  /// It is meant for VMs of hosts that are down; a host that is on is trusted to know. Source:
  /// `power_state_reset`, `ocaml/xapi/xapi_vm.ml` (xapi-project/xen-api), which for a VM of the
  /// master itself looks for the domain; here that is HOST_IS_LIVE too.
  public func objections(toResetting vm: VMID) -> [Objection] {
    var found = objectionsForWantOfMaster(self[vm].pool)
    let name = self[vm].name
    if self[vm].state == .undefined {
      found.object("HANDLE_INVALID", ["VM", name], .noVMYet, name)
    }
    if self[vm].isBusy {
      found.object("OTHER_OPERATION_IN_PROGRESS", ["VM", name], .operationOnVM, name)
    }
    if let host = self[vm].residentOn, self[host].state != .off {
      found.object("HOST_IS_LIVE", [self[host].name], .hostIsOn, self[host].name, name)
    }
    return found
  }

  /// VMs that are shown running where they are not, and whose hosts can tell the master so by now.
  ///
  /// A host that comes up corrects the database (`dbsync_slave.ml`), which is the master's.
  public func lostAndKnown() -> [VMID] {
    vmIDs.filter { vm in
      guard self[vm].state == .lostWithHost, let host = self[vm].residentOn else { return false }
      return self[host].state != .off && !isInEmergency(host)
    }
  }
}

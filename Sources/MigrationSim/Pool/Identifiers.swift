public typealias HostID = Identifier<Host>
public typealias VMID = Identifier<VirtualMachine>
public typealias SRID = Identifier<StorageRepository>
public typealias NetworkID = Identifier<PoolNetwork>
public typealias PoolID = Identifier<Pool>
public typealias TemplateID = Identifier<Template>

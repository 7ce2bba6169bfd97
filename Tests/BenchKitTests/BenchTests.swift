import BenchKit
import Testing

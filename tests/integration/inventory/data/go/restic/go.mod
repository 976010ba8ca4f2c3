module github.com/restic/restic

require (
	bazil.org/fuse v0.0.0-20200407214033-5883e5a4b512
	cloud.google.com/go v0.103.0 // indirect
	cloud.google.com/go/compute v1.9.0 // indirect
	cloud.google.com/go/storage v1.25.0
	github.com/Azure/azure-sdk-for-go v66.0.0+incompatible
	github.com/Azure/go-autorest/autorest v0.11.28 // indirect
	github.com/Azure/go-autorest/autorest/adal v0.9.21 // indirect
	github.com/Azure/go-autorest/autorest/to v0.4.0 // indirect
	github.com/cenkalti/backoff/v4 v4.1.3
	github.com/cespare/xxhash/v2 v2.1.2
	github.com/dnaeon/go-vcr v1.2.0 // indirect
	github.com/elithrar/simple-scrypt v1.3.0
	github.com/go-ole/go-ole v1.2.6
	github.com/gofrs/uuid v4.2.0+incompatible // indirect
	github.com/golang-jwt/jwt/v4 v4.4.2 // indirect
	github.com/golang/groupcache v0.0.0-20210331224755-41bb18bfe9da // indirect
	github.com/google/go-cmp v0.5.8
	github.com/googleapis/gax-go/v2 v2.5.1 // indirect
	github.com/hashicorp/golang-lru v0.5.4
	github.com/inconshreveable/mousetrap v1.0.1 // indirect
	github.com/juju/ratelimit v1.0.2
	github.com/klauspost/compress v1.15.9
	github.com/kurin/blazer v0.5.4-0.20211030221322-ba894c124ac6
	github.com/minio/minio-go/v7 v7.0.34
	github.com/minio/sha256-simd v1.0.0
	github.com/ncw/swift/v2 v2.0.1
	github.com/pkg/errors v0.9.1
	github.com/pkg/profile v1.6.0
	github.com/pkg/sftp v1.13.5
	github.com/pkg/xattr v0.4.8
	github.com/restic/chunker v0.4.0
	github.com/spf13/cobra v1.5.0
	github.com/spf13/pflag v1.0.5
	golang.org/x/crypto v0.0.0-20220817201139-bc19a97f63c8
	golang.org/x/net v0.0.0-20220822230855-b0a4917ee28c
	golang.org/x/oauth2 v0.0.0-20220622183110-fd043fe589d2
	golang.org/x/sync v0.0.0-20220819030929-7fc1605a5dde
	golang.org/x/sys v0.0.0-20220818161305-2296e01440c6
	golang.org/x/term v0.0.0-20220722155259-a9ba230a4035
	golang.org/x/text v0.3.7
	google.golang.org/api v0.93.0
	google.golang.org/genproto v0.0.0-20220822174746-9e6da59bd2fc // indirect
	gopkg.in/ini.v1 v1.67.0 // indirect
)

go 1.15

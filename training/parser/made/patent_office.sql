CREATE TABLE Companies (
  CompanyCode TEXT PRIMARY KEY,
  CompanyName TEXT,
  HeadCity TEXT,
  Country TEXT,
  Sector TEXT,
  FoundedYear INTEGER
);
CREATE TABLE Inventors (
  InventorId INTEGER PRIMARY KEY,
  FullName TEXT,
  BirthYear INTEGER,
  Country TEXT,
  Degree TEXT
);
CREATE TABLE Patents (
  PatentNo TEXT PRIMARY KEY,
  Title TEXT,
  CompanyCode TEXT,
  FilingDate DATE,
  GrantDate DATE,
  TechField TEXT,
  ClaimCount INTEGER,
  Status TEXT,
  FOREIGN KEY (CompanyCode) REFERENCES Companies(CompanyCode)
);
CREATE TABLE PatentInventors (
  PatentNo TEXT,
  InventorId INTEGER,
  SharePercent INTEGER,
  LeadInventor TEXT,
  PRIMARY KEY (PatentNo, InventorId),
  FOREIGN KEY (PatentNo) REFERENCES Patents(PatentNo),
  FOREIGN KEY (InventorId) REFERENCES Inventors(InventorId)
);
CREATE TABLE Licences (
  LicenceId INTEGER PRIMARY KEY,
  PatentNo TEXT,
  Licensee TEXT,
  StartYear INTEGER,
  EndYear INTEGER,
  AnnualFee REAL,
  FOREIGN KEY (PatentNo) REFERENCES Patents(PatentNo)
);
INSERT INTO Companies VALUES
('AQL','Aqualith','Rotterdam','Netherlands','water',1996),
('BRD','Birdsong Optics','Jena','Germany','optics',1951),
('CHM','Chiral Motion','Grenoble','France','robotics',2011),
('DND','Dandelion Health','Boston','United States','medical',2004),
('EVR','Everdeep Battery','Pohang','South Korea','energy',2009),
('FLX','Flexora','Milan','Italy','textiles',1978),
('GRN','Granary Works','Winnipeg','Canada','agriculture',1988),
('HLX','Helixa','Boston','United States','medical',2017),
('ION','Ionvik','Gothenburg','Sweden','energy',2013);
INSERT INTO Inventors VALUES
(1,'Anneke de Boer',1971,'Netherlands','PhD'),
(2,'Klaus Riemann',1958,'Germany','MSc'),
(3,'Seo-yeon Baek',1985,'South Korea','PhD'),
(4,'Théo Lambert',1990,'France','MSc'),
(5,'Priya Raman',1979,'India','PhD'),
(6,'Walter Osei',1966,'Ghana','BSc'),
(7,'Giulia Ferrante',1988,'Italy',NULL),
(8,'Linnea Berg',1993,'Sweden','PhD'),
(9,'Donald Fraser',1949,'Canada','BSc'),
(10,'Min-jae Koo',1982,'South Korea','MSc');
INSERT INTO Patents VALUES
('P-1001','Self-cleaning membrane','AQL','2015-02-11','2018-06-20','filtration',14,'granted'),
('P-1002','Folding prism array','BRD','2012-09-03','2015-01-27','optics',22,'granted'),
('P-1003','Soft gripper with memory','CHM','2019-04-16',NULL,'robotics',9,'pending'),
('P-1004','Needle-free injector','DND','2014-07-30','2017-11-08','medical devices',31,'granted'),
('P-1005','Dry electrode stack','EVR','2018-10-05','2021-03-15','batteries',18,'granted'),
('P-1006','Solid salt battery','EVR','2021-01-22',NULL,'batteries',26,'pending'),
('P-1007','Heat-storing yarn','FLX','2009-05-19','2012-08-14','textiles',11,'expired'),
('P-1008','Grain moisture probe','GRN','2003-12-01','2006-04-25','sensors',7,'expired'),
('P-1009','Wearable pulse patch','HLX','2020-06-18','2023-02-07','medical devices',19,'granted'),
('P-1010','Battery fire blanket','ION','2022-03-09',NULL,'batteries',12,'rejected'),
('P-1011','Tidal flow filter','AQL','2017-08-28','2020-12-02','filtration',16,'granted'),
('P-1012','Pocket spectrometer','BRD','2020-11-13','2023-09-19','optics',24,'granted'),
('P-1013','Frost-proof lens coat','BRD','2023-05-05',NULL,'optics',13,'pending');
INSERT INTO PatentInventors VALUES
('P-1001',1,100,'yes'),
('P-1002',2,70,'yes'),
('P-1002',6,30,'no'),
('P-1003',4,100,'yes'),
('P-1004',5,60,'yes'),
('P-1004',6,40,'no'),
('P-1005',3,50,'yes'),
('P-1005',10,50,'no'),
('P-1006',3,80,'yes'),
('P-1006',8,20,'no'),
('P-1008',9,100,'yes'),
('P-1009',5,100,'yes'),
('P-1011',1,55,'yes'),
('P-1012',2,90,'yes'),
('P-1012',6,10,'no');
INSERT INTO Licences VALUES
(1,'P-1001','Nordwasser',2019,2029,45000),
(2,'P-1001','Rio Claro Utilities',2020,2025,27500),
(3,'P-1002','Pentaview',2016,2022,60000),
(4,'P-1004','Clinica Sur',2018,NULL,120000),
(5,'P-1005','Voltra Buses',2022,2032,210000),
(6,'P-1009','Clinica Sur',2023,2028,34000),
(7,'P-1007','Alpwear',2013,2020,8800),
(8,'P-1012','Pentaview',2024,NULL,52000),
(9,'P-1005','Tokai Tools',2021,2026,98000);

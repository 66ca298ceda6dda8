CREATE TABLE Charity (
  CharityID integer PRIMARY KEY,
  CharityName text,
  Cause text,
  HomeCity text,
  Founded integer,
  Income real
);
INSERT INTO Charity VALUES
(1,'Bright Wells','water','Nairobi',2006,1250000),
(2,'Open Page','literacy','Dublin',1994,640000),
(3,'Second Sail','rescue at sea','Valletta',2015,890000),
(4,'Casa Girasol','shelter','Bogotá',1988,415000),
(5,'Winter Coats','shelter','Chicago',2001,1730000),
(6,'Canopy Trust','forests','Manaus',1999,2200000),
(7,'Little Lungs','children health','Kolkata',2010,NULL),
(8,'Kite and Book','literacy','Da Nang',2018,98000);
CREATE TABLE Auction (
  AuctionID integer PRIMARY KEY,
  Title text,
  CharityID integer,
  City text,
  HeldOn date,
  Venue text,
  Guests integer,
  TicketPrice real,
  FOREIGN KEY (CharityID) REFERENCES Charity(CharityID)
);
INSERT INTO Auction VALUES
(1,'Moonlight Gala',1,'Nairobi','2021-11-20','Karen Country House',210,80),
(2,'Ink and Oak',2,'Dublin','2022-03-17','Liberty Hall',145,35),
(3,'Harbour Lights',3,'Valletta','2022-06-29','Fort Lower Deck',180,60),
(4,'Sunflower Supper',4,'Bogotá','2022-09-10','Casa Amarilla',95,20),
(5,'The Warm Hand',5,'Chicago','2022-12-03','Grain Exchange',460,150),
(6,'Green Gavel',6,'London','2023-04-22','Garden Rooms',320,120),
(7,'Harbour Lights II',3,'Dublin','2023-06-30','Custom Quay',200,65),
(8,'Page Turners',2,'London','2023-10-05','Liberty Hall',110,NULL);
CREATE TABLE Donor (
  DonorID integer PRIMARY KEY,
  FullName text,
  City text,
  Kind text,
  SinceYear integer
);
INSERT INTO Donor VALUES
(1,'Wanjiru Kamau','Nairobi','person',2019),
(2,'Fitzgerald Antiques','Dublin','company',2008),
(3,'Marco Schembri','Valletta','person',2016),
(4,'Atelier Nuage','Paris','company',2020),
(5,'Lucille Okonski','Chicago','person',2003),
(6,'Prairie Brewing','Chicago','company',2012),
(7,'Thiago Nakamura','Manaus','person',2021),
(8,'Soledad Pinzón','Bogotá','person',2015),
(9,'Hartnell Estate','London','estate',NULL);
CREATE TABLE Lot (
  LotID integer PRIMARY KEY,
  AuctionID integer,
  DonorID integer,
  ItemName text,
  Category text,
  Estimate real,
  HammerPrice real,
  FOREIGN KEY (AuctionID) REFERENCES Auction(AuctionID),
  FOREIGN KEY (DonorID) REFERENCES Donor(DonorID)
);
INSERT INTO Lot VALUES
(1,1,1,'Beaded ceremonial collar','jewellery',900,1450),
(2,1,4,'Silk evening scarf','fashion',300,280),
(3,2,2,'Walnut writing desk','furniture',1800,2600),
(4,2,2,'First edition of short stories','books',1200,3100),
(5,3,3,'Weekend on a wooden yacht','experience',2000,2450),
(6,4,8,'Emerald earrings','jewellery',2500,2300),
(7,5,5,'Signed hockey sweater','sport',700,1900),
(8,5,5,'Brewery dinner for ten','experience',1000,1650),
(9,5,5,'Lakefront watercolour','art',1500,4200),
(10,6,7,'Carved river dolphin','art',650,600),
(11,6,9,'Georgian card table','furniture',3500,5200),
(12,6,9,'Botanical prints, set of six','art',2800,3050),
(13,7,3,'Diving lesson for two','experience',400,520),
(14,7,4,'Vintage handbag','fashion',1100,NULL);
CREATE TABLE Bid (
  BidID integer PRIMARY KEY,
  LotID integer,
  BidderName text,
  Country text,
  Amount real,
  Channel text,
  FOREIGN KEY (LotID) REFERENCES Lot(LotID)
);
INSERT INTO Bid VALUES
(1,1,'Achieng Otieno','Kenya',1200,'room'),
(2,1,'Dominic Vance','United Kingdom',1450,'phone'),
(3,3,'Aoife Brannigan','Ireland',2600,'room'),
(4,4,'Dominic Vance','United Kingdom',2900,'online'),
(5,4,'Keiko Tanabe','Japan',3100,'online'),
(6,5,'Rosa Camilleri','Malta',2450,'room'),
(7,7,'Walt Jablonski','United States',1900,'room'),
(8,9,'Walt Jablonski','United States',3800,'room'),
(9,9,'Keiko Tanabe','Japan',4200,'phone'),
(10,11,'Dominic Vance','United Kingdom',5200,'room'),
(11,12,'Aoife Brannigan','Ireland',3050,'online'),
(12,6,'Julián Restrepo','Colombia',2300,NULL),
(13,8,'Denise Fairbanks','United States',1650,'room'),
(14,10,'Rosa Camilleri','Malta',600,'online');
